package io.jndencode.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSPC;

import io.jndencode.JndException;
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
final class Muxer implements AutoCloseable {
    private final AVFormatContext context;
    private final Path shown;

    private Muxer(AVFormatContext context, Path shown) {
        this.context = context;
        this.shown = shown;
    }

    /**
     * @param file where to write
     * @param shown the name the user gave, for messages
     */
    static Muxer create(Path file, OutputContainer container, Path shown) {
        AVFormatContext context = new AVFormatContext(null);
        try (BytePointer url = new BytePointer(InputFile.nativeName(file));
                BytePointer format = new BytePointer(container.muxer())) {
            FfmpegError.check(avformat_alloc_output_context2(context, null, format, url), "setting up " + shown);
            context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
            context.max_delay(700_000); // microseconds a transport stream may lag behind its clock, as ffmpeg has it
            Muxer muxer = new Muxer(context, shown);
            muxer.openFile(url);
            return muxer;
        }
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

    AVFormatContext context() {
        return context;
    }

    AVStream addStream() {
        return avformat_new_stream(context, null);
    }

    /** Writes the header: no streams may be added after it, and their time bases are the container's from here on. */
    void begin(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        try {
            check(avformat_write_header(context, dictionary));
        } finally {
            av_dict_free(dictionary);
        }
    }

    /** Takes a packet in its output stream's time base; it is empty afterwards. */
    void write(AVPacket packet) {
        try {
            check(av_interleaved_write_frame(context, packet));
        } finally {
            av_packet_unref(packet);
        }
    }

    /** Completes and closes the file. */
    void finish() {
        check(av_write_trailer(context));
        check(context.pb().error());
        check(closeFile());
    }

    private int closeFile() {
        AVIOContext out = context.pb();
        context.pb(null);
        return out == null || out.isNull() ? 0 : avio_closep(out);
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
}
