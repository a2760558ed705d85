package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.jndencode.media.ffmpeg.Unreadable;
import io.jndencode.media.open.playlist.Playlist;
import io.jndencode.media.open.remote.RemotePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's context of an opened file, the only place where a demuxer is opened. The file's bytes are opened here, those of an
 * address by our own requests, and the demuxer has no protocol with which to open anything else, except for a {@link Playlist}, which is
 * read from memory and may open files.
 */
final class NativeInput implements AutoCloseable {
    /** A name that no protocol has. */
    private static final String NO_PROTOCOL = "none";

    private static final long MOST_STREAMS = 1 << 20;

    private final Path file;
    private final @Nullable Playlist playlist;
    private final ReadingGuard guard;
    private final AVFormatContext context;
    private AVIOContext bytes = new AVIOContext(null);
    private @Nullable RemoteBytes remote;

    private NativeInput(Path file, @Nullable Playlist playlist, InputRules rules) {
        this.file = file;
        this.playlist = playlist;
        this.guard = new ReadingGuard(file, rules.stallSeconds());
        this.context = avformat_alloc_context();
    }

    /** Opens a file and examines its streams. */
    static NativeInput open(Path file, @Nullable Playlist playlist, InputRules rules) {
        NativeInput input = new NativeInput(file, playlist, rules);
        try {
            input.prepare(rules.limits());
            input.openBytes();
            input.openDemuxer();
            InputChecks.checkDeclared(file, input.context, rules.limits());
            input.findStreams(rules.limits());
            InputChecks.check(file, input.context, rules.limits());
            return input;
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /** Allows FFmpeg one stream more than the limit, so that the error is reported by our check. */
    private void prepare(InputLimits limits) {
        guard.attach(context.interrupt_callback());
        context.max_streams((int) Math.min(MOST_STREAMS, Math.max(context.max_streams(), limits.streams() + 1)));
    }

    private void openBytes() {
        if (file instanceof RemotePath address) {
            remote = RemoteBytes.open(address);
            bytes = remote.context();
            guard.watch(remote);
            return;
        }
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", playlist == null ? "file" : "data", 0);
        try (BytePointer url = playlist == null ? new BytePointer(InputFile.nativeName(file)) : inMemory(playlist)) {
            guard.begin();
            int status = guard.end(avio_open2(bytes, url, AVIO_FLAG_READ, context.interrupt_callback(), options));
            if (status < 0) {
                throw Unreadable.because(file, status);
            }
            if (playlist == null) {
                guard.watch(bytes);
            }
        } finally {
            av_dict_free(options);
        }
    }

    private static BytePointer inMemory(Playlist playlist) {
        byte[] text = playlist.text().getBytes(StandardCharsets.UTF_8);
        return new BytePointer("data:text/plain;base64," + Base64.getEncoder().encodeToString(text));
    }

    private void openDemuxer() {
        AVInputFormat format = playlist == null
                ? InputFormats.of(file, bytes, guard)
                : av_find_input_format(playlist.kind().demuxer());
        context.pb(bytes);
        AVDictionary options = options();
        try (BytePointer url = new BytePointer(InputFile.nativeName(file))) {
            guard.begin();
            int status = guard.end(avformat_open_input(context, url, format, options));
            if (status < 0) {
                throw Unreadable.because(file, status);
            }
        } finally {
            av_dict_free(options);
        }
    }

    private AVDictionary options() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", playlist == null ? NO_PROTOCOL : "file", 0);
        String demuxer = playlist == null ? "" : playlist.kind().demuxer();
        av_dict_set(options, "format_whitelist", InputFormats.list(demuxer), 0);
        // Files the container refers to are not opened (FFmpeg's defaults, set explicitly because we promise it).
        av_dict_set(options, "enable_drefs", "0", 0);
        av_dict_set(options, "use_absolute_path", "0", 0);
        av_dict_set(options, "pattern_type", "none", 0);
        if (playlist != null) {
            // The names were checked before, and are absolute paths.
            av_dict_set(options, "safe", "0", 0);
            av_dict_set(options, "allowed_extensions", "ALL", 0);
            av_dict_set(options, "allowed_segment_extensions", "ALL", 0);
            av_dict_set(options, "extension_picky", "0", 0);
        }
        return options;
    }

    /** Opens decoders where the container does not describe a stream completely, each with the limit on pixels. */
    private void findStreams(InputLimits limits) {
        int streams = context.nb_streams();
        PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams));
        for (int i = 0; i < streams; i++) {
            AVDictionary one = new AVDictionary(null);
            av_dict_set(one, "max_pixels", Long.toString(Math.min(Integer.MAX_VALUE, limits.pixels())), 0);
            options.put(i, one);
        }
        try {
            guard.begin();
            int status = guard.end(avformat_find_stream_info(context, options));
            if (status < 0) {
                throw Unreadable.because(file, status);
            }
        } finally {
            for (int i = 0; i < streams; i++) {
                AVDictionary one = options.get(AVDictionary.class, i);
                if (one != null && !one.isNull()) {
                    av_dict_free(one);
                }
            }
            options.close();
        }
    }

    /** Returns how far into the file was read, if it is a single file. */
    long readTo() {
        return playlist == null ? bytes.pos() : 0;
    }

    AVFormatContext context() {
        return context;
    }

    ReadingGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            avformat_close_input(context);
        }
        if (remote != null) {
            remote.close();
        } else if (!bytes.isNull()) {
            avio_closep(bytes);
        }
        guard.close();
    }
}
