package io.jndencode.report;

import io.jndencode.media.BgrImage;

/**
 * The part of a picture with the most visible coding error.
 *
 * <p>Squared luma errors of blocks of 16×16 pixels, each weighted, as in XPSNR, by the inverse square root of the
 * block's spatial activity: errors are masked by texture and visible on plain areas.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
record WorstArea(int x, int y, int width, int height) {
    private static final int BLOCK = 16;

    /** Activities below that of fine noise are meaningless: XPSNR's floor for 8 bits. */
    private static final double LEAST_ACTIVITY = 4;

    /** Finds the worst area of this size, or of the picture's size if that is smaller. */
    static WorstArea of(BgrImage source, BgrImage coded, int width, int height) {
        int columns = Math.min(width, source.width());
        int rows = Math.min(height, source.height());
        double[][] sums = sums(luma(source), luma(coded), source.width(), source.height());
        int wide = columns / BLOCK;
        int high = rows / BLOCK;
        double worst = -1;
        int bestX = 0;
        int bestY = 0;
        for (int y = 0; y + high < sums.length; y++) {
            for (int x = 0; x + wide < sums[0].length; x++) {
                double error = sums[y + high][x + wide] - sums[y][x + wide] - sums[y + high][x] + sums[y][x];
                if (error > worst) {
                    worst = error;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        return new WorstArea(
                Math.min(bestX * BLOCK, source.width() - columns),
                Math.min(bestY * BLOCK, source.height() - rows),
                columns,
                rows);
    }

    /** Crops a picture to this area. */
    BgrImage of(BgrImage image) {
        byte[] samples = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            int from = ((y + row) * image.width() + x) * 3;
            System.arraycopy(image.samples(), from, samples, row * width * 3, width * 3);
        }
        return new BgrImage(width, height, samples);
    }

    /** Returns the sums of the weighted errors of all blocks above and to the left of each corner. */
    private static double[][] sums(int[] source, int[] coded, int width, int height) {
        int wide = width / BLOCK;
        int high = height / BLOCK;
        double[][] sums = new double[high + 1][wide + 1];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                double error = weighed(source, coded, width, y * BLOCK * width + x * BLOCK);
                sums[y + 1][x + 1] = error + sums[y][x + 1] + sums[y + 1][x] - sums[y][x];
            }
        }
        return sums;
    }

    private static double weighed(int[] source, int[] coded, int width, int corner) {
        double error = 0;
        double activity = 0;
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                int at = corner + y * width + x;
                int difference = source[at] - coded[at];
                error += difference * difference;
                if (x > 0 && y > 0) {
                    activity += Math.abs(2 * source[at] - source[at - 1] - source[at - width]);
                }
            }
        }
        return error / Math.sqrt(Math.max(LEAST_ACTIVITY, activity / (BLOCK * BLOCK)));
    }

    private static int[] luma(BgrImage image) {
        byte[] samples = image.samples();
        int[] luma = new int[image.width() * image.height()];
        for (int i = 0; i < luma.length; i++) {
            int blue = samples[3 * i] & 0xff;
            int green = samples[3 * i + 1] & 0xff;
            int red = samples[3 * i + 2] & 0xff;
            luma[i] = (18 * blue + 183 * green + 55 * red) >> 8;
        }
        return luma;
    }
}
