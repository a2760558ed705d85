package io.jndencode.quality;

import io.jndencode.media.Luma;

/**
 * XPSNR of luma by its formulas (Helmrich et al., "XPSNR: A low-complexity extension of the perceptually weighted peak
 * signal-to-noise ratio for high-resolution video quality assessment", ICASSP 2020; ITU-T PSTR-XPSNR): squared errors of blocks
 * weighed by the inverse of what goes on in them, high-passed in space and time. For pictures up to 2048x1152, below 32 frames a
 * second.
 */
final class PaperXpsnr {
    private final Luma original;
    private final Luma coded;
    private final int[] before;
    private final int block;

    private PaperXpsnr(Luma original, Luma coded, int[] before) {
        this.original = original;
        this.coded = coded;
        this.before = before;
        this.block = 4 * (int) (32 * Math.sqrt(sizeToUhd()) + 0.5);
    }

    /** In dB; {@code before} are the samples of the original's frame before, zeros for the first. */
    static double of(Luma original, Luma coded, int[] before) {
        return new PaperXpsnr(original, coded, before).decibels();
    }

    private double sizeToUhd() {
        return original.width() * original.height() / (3840.0 * 2160.0);
    }

    private double decibels() {
        int columns = (original.width() + block - 1) / block;
        int rows = (original.height() + block - 1) / block;
        double[] weights = new double[columns * rows];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / activity(i % columns * block, i / columns * block);
        }
        if (original.width() * original.height() <= 640 * 480) {
            smooth(weights, columns, rows);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * squaredError(i % columns * block, i / columns * block);
        }
        double picture = Math.sqrt(16.0 * (1L << (2 * original.depth() - 9)) / Math.sqrt(Math.max(1e-5, sizeToUhd())));
        double peak = (1 << original.depth()) - 1;
        return 10 * Math.log10(original.width() * original.height() * peak * peak / Math.rint(sum * picture));
    }

    /** In small pictures a block weighs no more than the heavier of its neighbours left, right and above. */
    private static void smooth(double[] weights, int columns, int rows) {
        for (int i = 0; i < weights.length; i++) {
            int last = i - 1;
            double most;
            if (i % columns == 0) {
                most = i > 1 ? weights[i - 2] : 0;
            } else {
                most = i % columns > 1 ? Math.max(weights[i - 2], weights[i]) : weights[i];
            }
            if (i > columns) {
                most = Math.max(most, weights[i - 1 - columns]);
            }
            if (i > 0) {
                weights[last] = Math.min(weights[last], most);
            }
            if (i == columns * rows - 1 && i > columns) {
                weights[i] = Math.min(weights[i], Math.max(weights[i - 1], weights[i - columns]));
            }
        }
    }

    private double activity(int left, int top) {
        int right = Math.min(left + block, original.width());
        int bottom = Math.min(top + block, original.height());
        int x0 = Math.max(1, left);
        int y0 = Math.max(1, top);
        int x1 = Math.min(right, original.width() - 1);
        int y1 = Math.min(bottom, original.height() - 1);
        double space = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                space += Math.abs(highPass(x, y));
            }
        }
        double time = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                time += 2.0 * Math.abs(original.at(x, y) - before[y * original.width() + x]);
            }
        }
        double sum = space / ((x1 - x0) * (double) (y1 - y0)) + time / ((right - left) * (double) (bottom - top));
        return Math.max(sum, 1 << (original.depth() - 6));
    }

    private int highPass(int x, int y) {
        int sides = original.at(x - 1, y) + original.at(x + 1, y) + original.at(x, y - 1) + original.at(x, y + 1);
        int corners = original.at(x - 1, y - 1)
                + original.at(x + 1, y - 1)
                + original.at(x - 1, y + 1)
                + original.at(x + 1, y + 1);
        return 12 * original.at(x, y) - 2 * sides - corners;
    }

    private double squaredError(int left, int top) {
        double sum = 0;
        for (int y = top; y < Math.min(top + block, original.height()); y++) {
            for (int x = left; x < Math.min(left + block, original.width()); x++) {
                double difference = original.at(x, y) - coded.at(x, y);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
