package io.jndencode.shot;

import java.util.Arrays;

/**
 * Compares two thumbnails block by block, following motion, as an encoder's look-ahead compares inter with intra cost.
 *
 * <p>Each 8x8 block tries the vectors of its neighbours and then descends in a small diamond: some ten to twenty block
 * comparisons, so a pair costs a few hundred thousand operations whatever the size of the video. Not for several
 * threads at once.
 */
final class MotionSearch {
    private static final int BLOCK = 8;
    private static final int AREA = BLOCK * BLOCK;
    private static final int COLUMNS = FrameSignature.WIDTH / BLOCK;
    private static final int ROWS = FrameSignature.HEIGHT / BLOCK;
    private static final int STRIDE = FrameSignature.WIDTH;
    private static final int RANGE = 24;
    /** A block this near (1.5 grey levels a pixel) is not searched further: it is noise. */
    private static final int GOOD_ENOUGH = AREA * 3 / 2;
    /** Grey levels a pixel added to a block's texture, so that noise on flat blocks counts for little. */
    private static final double FLOOR = 1.0;

    private final int[] vectorX = new int[COLUMNS * ROWS];
    private final int[] vectorY = new int[COLUMNS * ROWS];
    private byte[] reference = new byte[0];
    private byte[] current = new byte[0];
    private int bestX;
    private int bestY;
    private int bestCost;

    /** How {@code frame} differs from {@code from}. */
    FrameDifference compare(FrameSignature from, FrameSignature frame) {
        reference = from.samples();
        current = frame.samples();
        Arrays.fill(vectorX, 0);
        Arrays.fill(vectorY, 0);
        long raw = 0;
        long residual = 0;
        double missed = 0;
        double texture = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int x = column * BLOCK;
                int y = row * BLOCK;
                raw += search(row, column);
                residual += bestCost;
                double intra = texture(x, y);
                texture += intra + FLOOR * AREA;
                missed += Math.min(structure(x, y), intra);
            }
        }
        double pixels = current.length;
        return new FrameDifference(
                raw / pixels,
                residual / pixels,
                missed / texture,
                histogramDistance(from.histogram(), frame.histogram()));
    }

    /** Leaves the best vector of the block in the fields; returns the cost of no motion. */
    private int search(int row, int column) {
        int block = row * COLUMNS + column;
        int x = column * BLOCK;
        int y = row * BLOCK;
        bestX = 0;
        bestY = 0;
        bestCost = Integer.MAX_VALUE;
        attempt(x, y, 0, 0);
        int still = bestCost;
        if (still > GOOD_ENOUGH) {
            if (column > 0) {
                attempt(x, y, vectorX[block - 1], vectorY[block - 1]);
            }
            if (row > 0) {
                attempt(x, y, vectorX[block - COLUMNS], vectorY[block - COLUMNS]);
            }
            descend(x, y);
        }
        vectorX[block] = bestX;
        vectorY[block] = bestY;
        return still;
    }

    private void descend(int x, int y) {
        for (int step = 4; step >= 1; step /= 2) {
            boolean moved = true;
            for (int turn = 0; moved && turn < 4 && bestCost > GOOD_ENOUGH; turn++) {
                int fromX = bestX;
                int fromY = bestY;
                attempt(x, y, fromX - step, fromY);
                attempt(x, y, fromX + step, fromY);
                attempt(x, y, fromX, fromY - step);
                attempt(x, y, fromX, fromY + step);
                moved = bestX != fromX || bestY != fromY;
            }
        }
    }

    private void attempt(int x, int y, int dx, int dy) {
        int rx = x + dx;
        int ry = y + dy;
        if (Math.abs(dx) > RANGE
                || Math.abs(dy) > RANGE
                || rx < 0
                || ry < 0
                || rx + BLOCK > FrameSignature.WIDTH
                || ry + BLOCK > FrameSignature.HEIGHT) {
            return;
        }
        int cost = 0;
        for (int j = 0; j < BLOCK && cost < bestCost; j++) {
            int a = (y + j) * STRIDE + x;
            int b = (ry + j) * STRIDE + rx;
            for (int i = 0; i < BLOCK; i++) {
                cost += Math.abs((current[a + i] & 0xff) - (reference[b + i] & 0xff));
            }
        }
        if (cost < bestCost) {
            bestCost = cost;
            bestX = dx;
            bestY = dy;
        }
    }

    /** Sum of absolute deviations of the block from its own mean. */
    private double texture(int x, int y) {
        int sum = 0;
        for (int j = 0; j < BLOCK; j++) {
            for (int i = 0; i < BLOCK; i++) {
                sum += current[(y + j) * STRIDE + x + i] & 0xff;
            }
        }
        double mean = sum / (double) AREA;
        double deviation = 0;
        for (int j = 0; j < BLOCK; j++) {
            for (int i = 0; i < BLOCK; i++) {
                deviation += Math.abs((current[(y + j) * STRIDE + x + i] & 0xff) - mean);
            }
        }
        return deviation;
    }

    /** The block's difference from its prediction, less the difference of their means: blind to brightness. */
    private double structure(int x, int y) {
        int offset = (bestY * STRIDE) + bestX;
        int sum = 0;
        for (int j = 0; j < BLOCK; j++) {
            for (int i = 0; i < BLOCK; i++) {
                int at = (y + j) * STRIDE + x + i;
                sum += (current[at] & 0xff) - (reference[at + offset] & 0xff);
            }
        }
        double mean = sum / (double) AREA;
        double deviation = 0;
        for (int j = 0; j < BLOCK; j++) {
            for (int i = 0; i < BLOCK; i++) {
                int at = (y + j) * STRIDE + x + i;
                deviation += Math.abs((current[at] & 0xff) - (reference[at + offset] & 0xff) - mean);
            }
        }
        return deviation;
    }

    private static double histogramDistance(int[] a, int[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / (2.0 * FrameSignature.WIDTH * FrameSignature.HEIGHT);
    }
}
