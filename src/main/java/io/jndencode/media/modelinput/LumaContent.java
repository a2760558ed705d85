package io.jndencode.media.modelinput;

import io.jndencode.media.SourcePicture;
import java.util.Arrays;

/**
 * Luma, texture and motion of a frame, from every fourth row: neighbouring rows are similar, and a quarter of them is enough for a mean.
 *
 * <p>The low-pass filter is 1 4 6 4 1 in both directions, about a Gaussian with a standard deviation of one pixel.
 */
final class LumaContent {
    private static final int ROW_STEP = 4;
    private static final int REACH = 2;
    private static final int UNIT = 256;

    private final double luma;
    private final double texture;
    private final double motion;

    /** Compares two pictures of the same size. */
    LumaContent(SourcePicture before, SourcePicture frame) {
        int width = frame.width();
        int[] column = new int[width + 2 * REACH];
        int[] low = new int[width];
        int[] lowBefore = new int[width];
        long sum = 0;
        long fine = 0;
        long step = 0;
        int rows = 0;
        for (int y = Math.min(REACH, frame.height() - 1); y < frame.height(); y += ROW_STEP) {
            lowPassed(frame, y, column, low);
            lowPassed(before, y, column, lowBefore);
            int at = y * width;
            for (int x = 0; x < width; x++) {
                int value = frame.samples()[at + x] & 0xff;
                sum += value;
                fine += magnitude(UNIT * value - low[x]);
                step += magnitude(low[x] - lowBefore[x]);
            }
            rows++;
        }
        double pixels = (double) rows * width;
        luma = sum / pixels;
        texture = fine / pixels / UNIT;
        motion = step / pixels / UNIT;
    }

    /**
     * Computes a row of the low-passed picture, times 256; the picture is extended beyond its edges by its outermost samples.
     *
     * @param column space for the vertically low-passed row and its edges
     */
    private static void lowPassed(SourcePicture picture, int y, int[] column, int[] row) {
        byte[] samples = picture.samples();
        int width = picture.width();
        int last = picture.height() - 1;
        int above2 = Math.max(0, y - 2) * width;
        int above = Math.max(0, y - 1) * width;
        int here = y * width;
        int below = Math.min(last, y + 1) * width;
        int below2 = Math.min(last, y + 2) * width;
        for (int x = 0; x < width; x++) {
            column[x + REACH] = (samples[above2 + x] & 0xff)
                    + (samples[below2 + x] & 0xff)
                    + 4 * ((samples[above + x] & 0xff) + (samples[below + x] & 0xff))
                    + 6 * (samples[here + x] & 0xff);
        }
        Arrays.fill(column, 0, REACH, column[REACH]);
        Arrays.fill(column, width + REACH, column.length, column[width + REACH - 1]);
        for (int x = 0; x < width; x++) {
            row[x] = column[x] + column[x + 4] + 4 * (column[x + 1] + column[x + 3]) + 6 * column[x + 2];
        }
    }

    /** Computes the absolute value without a branch, which would be mispredicted half the time. */
    private static int magnitude(int value) {
        int sign = value >> 31;
        return (value ^ sign) - sign;
    }

    /** Returns the mean, 0 to 255. */
    double luma() {
        return luma;
    }

    /** Returns the mean absolute difference from the low-passed picture, in grey levels. */
    double texture() {
        return texture;
    }

    /** Returns the mean absolute difference of the low-passed pictures, in grey levels. */
    double motion() {
        return motion;
    }
}
