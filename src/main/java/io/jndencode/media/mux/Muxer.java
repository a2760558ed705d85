package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSPC;

import io.jndencode.JndException;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * A container file being written. Owns its native context and the open file; what was written is the caller's to name or delete.
 *
 * <p>Writes the same bytes for the same streams: no dates, no random identifiers.
 */
public final class Muxer implements AutoCloseable {
    private final AVFormatContext context;
    private final Path shown;
    private final boolean memory;
    private long refusals;

    private Muxer(AVFormatContext context, Path shown, boolean memory) {
        this.context = context;
        this.shown = shown;
        this.memory = memory;
    }

    /**
     * Begins a file of a container.
     *
     * @param file where to write
     * @param shown the name the user gave, for messages
     */
    public static Muxer create(Path file, OutputContainer container, Path shown) {
        AVFormatContext context = new AVFormatContext(null);
        try (BytePointer url = new BytePointer(InputFile.nativeName(file));
                BytePointer format = new BytePointer(container.muxer())) {
            FfmpegError.check(avformat_alloc_output_context2(context, null, format, url), "setting up " + shown);
            context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
            context.max_delay(700_000); // microseconds a transport stream may lag behind its clock, as ffmpeg has it
            Muxer muxer = new Muxer(context, shown, false);
            muxer.openFile(url);
            return muxer;
        }
    }

    /** A container in memory, which nobody reads: for trying what it takes. */
    public static Muxer inMemory(OutputContainer container) {
        AVFormatContext context = new AVFormatContext(null);
        try (BytePointer format = new BytePointer(container.muxer())) {
            FfmpegError.check(avformat_alloc_output_context2(context, null, format, null), "setting up a container");
        }
        context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
        Muxer muxer = new Muxer(context, Path.of("memory"), true);
        AVIOContext memory = new AVIOContext(null);
        int code = avio_open_dyn_buf(memory);
        if (code < 0) {
            avformat_free_context(context);
            muxer.check(code);
        }
        context.pb(memory);
        return muxer;
    }

    private void openFile(BytePointer url) {
        AVIOContext out = new AVIOContext(null);
        int code = avio_open(out, url, AVIO_FLAG_WRITE);
        if (code < 0) {
            avformat_free_context(context);
            check(code);
        }
        context.pb(out);
    }

    public AVFormatContext context() {
        return context;
    }

    public AVStream addStream() {
        return avformat_new_stream(context, null);
    }

    /** Writes the header: no streams may be added after it, and their time bases are the container's from here on. */
    public void begin(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        try {
            check(avformat_write_header(context, dictionary));
        } finally {
            av_dict_free(dictionary);
        }
    }

    /**
     * Takes a packet in its output stream's time base; it is empty afterwards. One that the container refuses, this one or one taken
     * before and written now, is passed over: {@link #written} tells which stream lacks it.
     */
    public void write(AVPacket packet) {
        try {
            refused(av_interleaved_write_frame(context, packet));
        } finally {
            av_packet_unref(packet);
        }
    }

    /** Whether a code says that a packet was refused; fails where it says anything worse. */
    private boolean refused(int code) {
        boolean refused = refusal(code) && context.pb().error() >= 0;
        refusals += refused ? 1 : 0;
        check(refused ? 0 : code);
        return refused;
    }

    /** Completes and closes the file. */
    public void finish() {
        boolean more = true;
        while (more) { // a refused packet stops the muxer from writing those behind it
            more = refused(av_interleaved_write_frame(context, (AVPacket) null));
        }
        check(av_write_trailer(context));
        check(context.pb().error());
        check(closeFile());
    }

    /** Packets the container would not take. */
    long refusals() {
        return refusals;
    }

    /** Packets of a stream that are in the file. */
    public long written(int stream) {
        return context.streams(stream).nb_frames();
    }

    private int closeFile() {
        AVIOContext out = context.pb();
        context.pb(null);
        if (out == null || out.isNull()) {
            return 0;
        }
        return memory ? discard(out) : avio_closep(out);
    }

    private static int discard(AVIOContext memory) {
        BytePointer bytes = new BytePointer((BytePointer) null);
        avio_close_dyn_buf(memory, bytes);
        av_free(bytes);
        return 0;
    }

    private void check(int code) {
        if (code < 0) {
            String reason = code == AVERROR_ENOSPC() ? "the disk is full" : FfmpegNatives.error(code);
            throw new JndException.Encode("cannot write " + shown + ": " + reason);
        }
    }

    @Override
    public void close() {
        closeFile();
        avformat_free_context(context);
    }

    /** Whether a muxer says that a packet is not as its container must have it, the file being well. */
    private static boolean refusal(int code) {
        return code == AVERROR_EINVAL() || code == AVERROR_INVALIDDATA || code == AVERROR_PATCHWELCOME;
    }
}
