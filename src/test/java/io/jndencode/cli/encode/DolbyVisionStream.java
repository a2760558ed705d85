package io.jndencode.cli.encode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.HevcUnits;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.X265;
import io.jndencode.media.ffmpeg.FfmpegError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Twelve frames of HEVC with Dolby Vision metadata, every frame's its own, made bit by bit. */
final class DolbyVisionStream {
    static final int FRAMES = 12;

    /** Rows of the bars above and below. */
    static final int BAR = 16;

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    private DolbyVisionStream() {}

    /** Bits as they come, highest first. */
    static final class Text {
        private final StringBuilder bits = new StringBuilder();

        Text put(int width, long value) {
            for (int i = width - 1; i >= 0; i--) {
                bits.append(value >> i & 1);
            }
            return this;
        }

        /** Unsigned Exp-Golomb. */
        Text ue(int value) {
            int width = Integer.toBinaryString(value + 1).length();
            return put(width - 1, 0).put(width, value + 1L);
        }

        Text align() {
            while (bits.length() % 8 != 0) {
                bits.append('0');
            }
            return this;
        }

        byte[] bytes() {
            byte[] all = new byte[bits.length() / 8];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
            }
            return all;
        }
    }

    /**
     * One frame's metadata (ETSI TS 103 572): straight lines as curves, its number in the levels (L1), bars above and below (L5).
     *
     * @param fullRange true for profile 5, whose RPU profile is 0; else 8
     */
    static byte[] rpu(int frame, boolean fullRange, int above, int below) {
        Text t = new Text();
        t.put(6, 2).put(11, 18).put(4, fullRange ? 0 : 1).put(4, 0).put(1, 1);
        t.put(1, 0).put(2, 0).ue(23).put(2, 1).put(1, fullRange ? 1 : 0);
        t.ue(2).ue(2).ue(4).put(1, 0).put(3, 0).put(1, 0).put(1, 1);
        t.put(1, 1).put(1, 0).ue(0);
        t.ue(0).ue(0);
        for (int c = 0; c < 3; c++) {
            t.ue(0).put(10, 0).put(10, 1023);
        }
        t.ue(0).ue(0);
        for (int c = 0; c < 3; c++) { // 0 + 1·x: the second, signed, is 1 and 23 bits of fraction
            t.ue(0).ue(0).put(1, 0).ue(0).put(23, 0).ue(1).put(23, 0);
        }
        t.ue(0).ue(0).ue(1);
        for (int i = 0; i < 9; i++) {
            t.put(16, 1000 + i);
        }
        t.put(32, 0).put(32, 1 << 27).put(32, 1 << 27);
        for (int i = 0; i < 9; i++) {
            t.put(16, 2000 + i);
        }
        t.put(16, 65535)
                .put(16, 0)
                .put(16, 0)
                .put(32, 0)
                .put(5, 12)
                .put(2, 0)
                .put(2, 0)
                .put(2, 1);
        t.put(12, 62).put(12, 3079).put(10, 42);
        t.ue(2).align();
        t.ue(5).put(8, 1).put(12, 10).put(12, 3000 + frame).put(12, 1000).put(4, 0);
        t.ue(7).put(8, 5).put(13, 0).put(13, 0).put(13, above).put(13, below).put(4, 0);
        byte[] checked = t.align().bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(25);
        out.writeBytes(checked);
        out.writeBytes(new Text().put(32, crc(checked) & 0xffffffffL).bytes());
        out.write(0x80);
        return out.toByteArray();
    }

    /** Returns the metadata of all frames, in hexadecimal digits. */
    static List<String> made(boolean fullRange, int above, int below) {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < FRAMES; n++) {
            all.add(HexFormat.of().formatHex(rpu(n, fullRange, above, below)));
        }
        return all;
    }

    /** CRC-32/MPEG-2, by long division. */
    private static int crc(byte[] data) {
        int sum = -1;
        for (byte value : data) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean top = (sum < 0) != ((value >> bit & 1) == 1);
                sum = sum << 1 ^ (top ? 0x04c11db7 : 0);
            }
        }
        return sum;
    }

    /** Writes a stream without any container, so that its metadata alone tells what it is. */
    static Path write(Path file, boolean fullRange) throws IOException {
        EncoderSettings settings = new EncoderSettings(new X265(), "ultrafast", new Rate.Crf(30), Map.of(), null);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        AVFrame frame = av_frame_alloc();
        frame.width(WIDTH).height(HEIGHT).format(AV_PIX_FMT_YUV420P10LE);
        if (!fullRange) {
            frame.color_primaries(AVCOL_PRI_BT2020).color_trc(AVCOL_TRC_ARIB_STD_B67);
            frame.colorspace(AVCOL_SPC_BT2020_NCL);
        }
        frame.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        FfmpegError.check(av_frame_get_buffer(frame, 0), "frame");
        try (FrameEncoder coder = FrameEncoder.open(settings, frame, new Rational(25, 1), false)) {
            byte[] sets = new byte[coder.context().extradata_size()];
            coder.context().extradata().get(sets);
            stream.writeBytes(sets);
            FrameEncoder.PacketSink sink = packet -> {
                byte[] coded = new byte[packet.size()];
                packet.data().get(coded);
                byte[] metadata = rpu((int) packet.pts(), fullRange, BAR, BAR);
                stream.writeBytes(HevcUnits.withRpu(coded, new DolbyVisionRpu(metadata)));
            };
            for (int n = 0; n < FRAMES; n++) {
                av_frame_make_writable(frame);
                for (int plane = 0; plane < 3; plane++) {
                    int rows = plane == 0 ? HEIGHT : HEIGHT / 2;
                    for (long i = 0; i < (long) frame.linesize(plane) * rows; i += 2) {
                        frame.data(plane).put(i, (byte) (plane == 0 ? i * (n / 6 + 1) + 7L * n : 0));
                        frame.data(plane).put(i + 1, (byte) (plane == 0 ? 1 : 2));
                    }
                }
                coder.encode(frame, n, sink);
            }
            coder.finish(sink);
        } finally {
            av_frame_free(frame);
        }
        return Files.write(file, stream.toByteArray());
    }
}
