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
 * A container file being written. Owns its native context and the open file; renaming or deleting the file is up to the caller.
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
     * Creates a file of a container format.
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
            context.max_delay(
                    700_000); // microseconds by which a transport stream may lag behind its clock, as in ffmpeg
            Muxer muxer = new Muxer(context, shown, false);
            muxer.openFile(url);
            return muxer;
        }
    }

    /** Creates a container in memory that is never read, to test what it accepts. */
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

    /** Writes the header; no streams may be added afterwards, and their time bases are the container's from now on. */
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
     * Writes a packet in its output stream's time base; it is empty afterwards. If the container refuses it, or an earlier one that is
     * written now, the packet is skipped; {@link #written} shows which stream lacks it.
     */
    public void write(AVPacket packet) {
        try {
            refused(av_interleaved_write_frame(context, packet));
        } finally {
            av_packet_unref(packet);
        }
    }

    /** Returns whether a code means that a packet was refused; throws on any worse error. */
    private boolean refused(int code) {
        boolean refused = refusal(code) && context.pb().error() >= 0;
        refusals += refused ? 1 : 0;
        check(refused ? 0 : code);
        return refused;
    }

    /** Completes and closes the file. */
    public void finish() {
        boolean more = true;
        while (more) { // after a refused packet the muxer does not write those behind it
            more = refused(av_interleaved_write_frame(context, (AVPacket) null));
        }
        check(av_write_trailer(context));
        check(context.pb().error());
        check(closeFile());
    }

    /** Returns the number of packets the container refused. */
    long refusals() {
        return refusals;
    }

    /** Returns the number of packets of a stream in the file. */
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

    /** Returns whether a code means that a packet is invalid for its container while the file itself is intact. */
    private static boolean refusal(int code) {
        return code == AVERROR_EINVAL() || code == AVERROR_INVALIDDATA || code == AVERROR_PATCHWELCOME;
    }
}
