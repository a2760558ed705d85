package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;

/**
 * An 8-bit YUV picture without chroma subsampling, three planes one after the other, that can become a BGR one later.
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param samples {@code 3 * width * height} bytes, unsigned: Y, Cb, Cr
 * @param matrix AVCOL_SPC value
 * @param fullRange whether black is 0 and white 255
 */
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer: compared by nobody, copied by nobody
record YuvImage(int width, int height, byte[] samples, int matrix, boolean fullRange) {
    /** Bits behind the point. */
    private static final int FRACTION = 14;

    private static final int HALF = 1 << (FRACTION - 1);

    /** What red and blue weigh in luma: ITU-T H.273, table 4; what is not there counts as BT.601, as in swscale. */
    private record Weights(double red, double blue) {
        static Weights of(int matrix) {
            return switch (matrix) {
                case AVCOL_SPC_BT709 -> new Weights(0.2126, 0.0722);
                case AVCOL_SPC_FCC -> new Weights(0.30, 0.11);
                case AVCOL_SPC_SMPTE240M -> new Weights(0.212, 0.087);
                case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> new Weights(0.2627, 0.0593);
                default -> new Weights(0.299, 0.114);
            };
        }

        double green() {
            return 1 - red - blue;
        }
    }

    /** The picture in full-range BGR. */
    BgrImage bgr() {
        Weights weights = Weights.of(matrix);
        double chroma = fullRange ? 1 : 255 / 224.0;
        int[] luma = table(fullRange ? 1 : 255 / 219.0, fullRange ? 0 : 16);
        int[] redOfCr = table(chroma * 2 * (1 - weights.red()), 128);
        int[] blueOfCb = table(chroma * 2 * (1 - weights.blue()), 128);
        int[] greenOfCr = table(-chroma * 2 * (1 - weights.red()) * weights.red() / weights.green(), 128);
        int[] greenOfCb = table(-chroma * 2 * (1 - weights.blue()) * weights.blue() / weights.green(), 128);
        int plane = width * height;
        byte[] bgr = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            int y = luma[samples[i] & 0xff] + HALF;
            int cb = samples[plane + i] & 0xff;
            int cr = samples[2 * plane + i] & 0xff;
            int at = 3 * i;
            bgr[at] = clipped(y + blueOfCb[cb]);
            bgr[at + 1] = clipped(y + greenOfCb[cb] + greenOfCr[cr]);
            bgr[at + 2] = clipped(y + redOfCr[cr]);
        }
        return new BgrImage(width, height, bgr);
    }

    private static int[] table(double factor, int zero) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            table[i] = (int) Math.round(factor * (i - zero) * (1 << FRACTION));
        }
        return table;
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value >> FRACTION));
    }
}
