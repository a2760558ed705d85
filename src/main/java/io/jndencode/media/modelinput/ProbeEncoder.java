package io.jndencode.media.modelinput;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_QUALITY_STATS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;

import io.jndencode.JndException;
import io.jndencode.media.CodingCost;
import io.jndencode.media.bitstream.SliceBits;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.Rate;
import java.nio.ByteOrder;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Codes pairs of pictures of one size as an I frame and a P frame to measure the error of the P frame. x264 reports the error itself, so
 * nothing is decoded. Owns its encoder; used by one thread at a time.
 */
final class ProbeEncoder implements AutoCloseable {
    /** A key frame every second frame and no lookahead, so that pairs are independent and output at once. */
    private static final EncoderSettings SETTINGS = new EncoderSettings(
            "ultrafast", new Rate.ConstantQp(CodingCost.QP), Map.of("keyint", "2", "force-cfr", "1"), null);

    /** Offsets in the side data of the number of planes and the first plane's squared error (libavcodec/packet.h). */
    private static final int PLANES_AT = 5;

    private static final int ERROR_AT = 8;

    private static final double WHITE = 255;

    private final FrameEncoder encoder;
    private final double pixels;
    private long number;
    private double psnr;
    private double keyBits;
    private double bits;

    /** Opens an encoder for frames like this one. */
    ProbeEncoder(AVFrame like) {
        encoder = FrameEncoder.withStatistics(SETTINGS, like);
        pixels = (double) like.width() * like.height();
    }

    /** Codes the first frame of a pair; both frames remain the caller's. */
    void begin(AVFrame before) {
        encoder.encode(before, number++, this::read);
        keyBits = bits - identifierBits() / pixels;
    }

    /** Codes the second frame as a P frame and returns its luma PSNR in dB, at most {@link CodingCost#MOST_DECIBELS}. */
    double psnr(AVFrame frame) {
        psnr = Double.NaN;
        encoder.encode(frame, number++, this::read);
        if (Double.isNaN(psnr)) {
            throw new JndException.Encode("x264 did not say what a trial encode of a frame lost");
        }
        return psnr;
    }

    /**
     * Returns the bits of the only field of an I frame's header that depends on the pairs before: x264 gives its key frames the identifiers
     * 0 and 1 in turn, in one and in three bits.
     */
    private int identifierBits() {
        return (number - 1) / 2 % 2 == 0 ? 1 : 3;
    }

    /** Returns the bits per pixel of the first frame of the last pair. */
    double keyBits() {
        return keyBits;
    }

    /** Returns the bits per pixel of the second frame of the last pair. */
    double bits() {
        return bits;
    }

    private void read(AVPacket packet) {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        bits = SliceBits.of(data) / pixels;
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer told = av_packet_get_side_data(packet, AV_PKT_DATA_QUALITY_STATS, size);
            if (told == null || told.isNull() || size.get() < ERROR_AT + Long.BYTES || told.get(PLANES_AT) < 1) {
                return;
            }
            long squares = told.capacity(size.get())
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong(ERROR_AT);
            psnr = Math.min(CodingCost.MOST_DECIBELS, 10 * Math.log10(WHITE * WHITE * pixels / squares));
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
