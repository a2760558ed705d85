package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import io.jndencode.JndException;
import io.jndencode.media.bitstream.PacketDecoder;
import io.jndencode.media.ffmpeg.FfmpegError;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Decodes the frames of a segment file, in presentation order. To be used once, on one thread. */
public final class SegmentFrames implements AutoCloseable {
    private final Path file;
    private final SegmentReader segment;
    private final PacketDecoder decoder;
    private int shown;

    private SegmentFrames(Path file, SegmentReader segment) {
        this.file = file;
        this.segment = segment;
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            segment.header().describe(parameters);
            this.decoder = PacketDecoder.of(parameters);
        } finally {
            avcodec_parameters_free(parameters);
        }
    }

    public static SegmentFrames open(Path file) throws IOException {
        SegmentReader segment = SegmentReader.open(file);
        try {
            return new SegmentFrames(file, segment);
        } catch (RuntimeException | Error e) {
            segment.close();
            throw e;
        }
    }

    public SegmentHeader header() {
        return segment.header();
    }

    /** Returns the timestamps of the frames in presentation order; they must not be changed. */
    public long[] pts() {
        return segment.pts();
    }

    /**
     * Decodes the whole segment and returns the bytes of its packets. Throws {@link JndException.Quality} if it does not decode to the
     * expected frames.
     */
    public long decode(PacketDecoder.FrameSink sink) throws IOException {
        PacketDecoder.FrameSink inOrder = frame -> {
            if (shown >= pts().length || frame.pts() != shown || frame.decode_error_flags() != 0) {
                throw new JndException.Quality("frame %d of the %d of the segment %s does not decode as it was encoded"
                        .formatted(shown, pts().length, file));
            }
            shown++;
            sink.accept(frame);
        };
        AVPacket packet = av_packet_alloc();
        try {
            for (SegmentReader.Packet next = segment.next(); next != null; next = segment.next()) {
                FfmpegError.check(av_new_packet(packet, next.data().length), "decoding a segment");
                packet.data().put(next.data());
                packet.pts(next.frame()).flags(next.key() ? AV_PKT_FLAG_KEY : 0);
                decoder.decode(packet, inOrder);
                av_packet_unref(packet);
            }
            decoder.finish(inOrder);
        } finally {
            av_packet_free(packet);
        }
        if (shown != pts().length) {
            throw new JndException.Quality(
                    "the segment %s decodes to %d frames, not %d".formatted(file, shown, pts().length));
        }
        return decoder.bytes();
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        segment.close();
    }
}
