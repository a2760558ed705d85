package io.jndencode.shot.signal;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two thumbnails block by block with motion compensation, as an encoder's lookahead compares inter with intra cost.
 *
 * <p>Each 8x8 block tries the vectors of its neighbours and then descends in a small diamond: ten to twenty block comparisons, so a pair costs
 * a few hundred thousand operations whatever the size of the video. Not thread-safe.
 */
final class MotionSearch {
    /** Edge of a block in pixels. */
    static final int BLOCK = 8;

    private static final int AREA = BLOCK * BLOCK;
    private static final int COLUMNS = FrameSignature.WIDTH / BLOCK;
    private static final int ROWS = FrameSignature.HEIGHT / BLOCK;
    private static final int STRIDE = FrameSignature.WIDTH;
    private static final int RANGE = 24;
    /** Difference below which a block is not searched further, because the rest is noise (1.5 grey levels per pixel). */
    private static final int GOOD_ENOUGH = AREA * 3 / 2;
    /** Grey levels per pixel added to a block's texture, so that noise on flat blocks has little weight. */
    private static final double FLOOR = 1.0;

    private final int[] vectorX = new int[COLUMNS * ROWS];
    private final int[] vectorY = new int[COLUMNS * ROWS];
    private byte[] reference = new byte[0];
    private byte[] current = new byte[0];
    private PackedRows referenceRows = new PackedRows();
    private PackedRows currentRows = new PackedRows();
    private final int[] block = new int[AREA];
    private int bestX;
    private int bestY;
    private int bestCost;

    /** Returns the difference of {@code frame} from the one just before it. */
    FrameStep step(FrameSignature from, FrameSignature frame) {
        begin(from, frame);
        long raw = 0;
        long residual = 0;
        int[] costs = new int[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                raw += search(row, column);
                residual += bestCost;
                costs[row * COLUMNS + column] = bestCost;
            }
        }
        double pixels = current.length;
        return new FrameStep(raw / pixels, residual / pixels, costs);
    }

    /** Returns the difference of {@code frame} from any other frame. */
    FrameDifference compare(FrameSignature from, FrameSignature frame) {
        return Objects.requireNonNull(compareWithin(from, frame, Double.POSITIVE_INFINITY));
    }

    /**
     * Returns the difference of {@code frame} from any other frame; null as soon as it is certain that the residual is larger than {@code most}.
     */
    @Nullable
    FrameDifference compareWithin(FrameSignature from, FrameSignature frame, double most) {
        begin(from, frame);
        double pixels = current.length;
        double limit = most * pixels + 1; // the residual is rounded when it is divided, which must not decide
        long residual = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                search(row, column);
                residual += bestCost;
            }
            if (residual > limit) {
                return null;
            }
        }
        return new FrameDifference(residual / pixels, unexplained());
    }

    /** Returns the share of the texture that the vectors just found do not predict. */
    private double unexplained() {
        double missed = 0;
        double texture = 0;
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            int x = i % COLUMNS * BLOCK;
            int y = i / COLUMNS * BLOCK;
            double intra = texture(x, y);
            texture += intra + FLOOR * AREA;
            missed += Math.min(structure(x, y, vectorY[i] * STRIDE + vectorX[i]), intra);
        }
        return missed / texture;
    }

    private void begin(FrameSignature from, FrameSignature frame) {
        reference = from.samples();
        current = frame.samples();
        Arrays.fill(vectorX, 0);
        Arrays.fill(vectorY, 0);
        if (currentRows.holds(from)) {
            PackedRows packed = currentRows;
            currentRows = referenceRows;
            referenceRows = packed;
        }
        pack(referenceRows, from);
        pack(currentRows, frame);
    }

    private static void pack(PackedRows rows, FrameSignature frame) {
        if (!rows.holds(frame)) {
            rows.pack(frame);
        }
    }

    /** Finds the best vector of a block and stores it in the fields; returns the cost without motion. */
    private int search(int row, int column) {
        int at = row * COLUMNS + column;
        int x = column * BLOCK;
        int y = row * BLOCK;
        bestX = 0;
        bestY = 0;
        bestCost = Integer.MAX_VALUE;
        attempt(x, y, 0, 0);
        int still = bestCost;
        if (still > GOOD_ENOUGH) {
            if (column > 0) {
                attempt(x, y, vectorX[at - 1], vectorY[at - 1]);
            }
            if (row > 0) {
                attempt(x, y, vectorX[at - COLUMNS], vectorY[at - COLUMNS]);
            }
            descend(x, y);
        }
        vectorX[at] = bestX;
        vectorY[at] = bestY;
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
        int cost = currentRows.difference(y * STRIDE + x, referenceRows, ry * STRIDE + rx, bestCost);
        if (cost < bestCost) {
            bestCost = cost;
            bestX = dx;
            bestY = dy;
        }
    }

    /** Computes the absolute value without a branch, which would be mispredicted half the time. */
    private static int magnitude(int value) {
        int sign = value >> 31;
        return (value ^ sign) - sign;
    }

    /** Returns the sum of absolute deviations of the block from its own mean. */
    private double texture(int x, int y) {
        byte[] from = current;
        int[] samples = block;
        int at = y * STRIDE + x;
        for (int i = 0; i < AREA; i++) {
            samples[i] = from[at + (i >> 3) * STRIDE + (i & 7)] & 0xff;
        }
        return deviation(samples);
    }

    /**
     * Returns the block's difference from its prediction with the difference of their means removed, so that brightness has no influence.
     *
     * @param offset distance in samples from the block to its prediction
     */
    private double structure(int x, int y, int offset) {
        byte[] from = current;
        byte[] to = reference;
        int[] differences = block;
        int at = y * STRIDE + x;
        for (int i = 0; i < AREA; i++) {
            int here = at + (i >> 3) * STRIDE + (i & 7);
            differences[i] = (from[here] & 0xff) - (to[here + offset] & 0xff);
        }
        return deviation(differences);
    }

    /** Returns the sum of absolute deviations from the mean, computed exactly in integers. */
    private static double deviation(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        int deviation = 0;
        for (int value : values) {
            deviation += magnitude(AREA * value - sum);
        }
        return deviation / (double) AREA;
    }
}
