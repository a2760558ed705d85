package io.jndencode.media.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The rotation and mirroring of a display matrix; translation and scale are ignored.
 *
 * @param xx effect of the column on the column; the others accordingly
 * @param plain whether it only rotates and mirrors: no shear, no perspective, no change of shape
 */
public record Orientation(double xx, double xy, double yx, double yy, boolean plain) {
    private static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1, true);
    private static final int NUMBERS = 9;
    private static final double SLACK = 0.002;

    /** Reads FFmpeg's side data; null means upright. */
    public static Orientation of(byte @Nullable [] matrix) {
        if (matrix == null || matrix.length < NUMBERS * Integer.BYTES) {
            return UPRIGHT;
        }
        double[] m = new double[NUMBERS];
        ByteBuffer numbers = ByteBuffer.wrap(matrix).order(ByteOrder.nativeOrder());
        for (int i = 0; i < NUMBERS; i++) {
            m[i] = numbers.getInt();
        }
        double length = Math.hypot(m[0], m[3]);
        double other = Math.hypot(m[1], m[4]);
        if (length == 0 || other == 0) {
            return new Orientation(0, 0, 0, 0, false);
        }
        boolean rigid = Math.abs(length - other) < SLACK * length
                && Math.abs(m[0] * m[1] + m[3] * m[4]) < SLACK * length * other
                && m[2] == 0
                && m[5] == 0;
        return new Orientation(m[0] / length, m[1] / other, m[3] / length, m[4] / other, rigid);
    }

    public boolean like(Orientation other) {
        return plain == other.plain
                && Math.abs(xx - other.xx) < SLACK
                && Math.abs(xy - other.xy) < SLACK
                && Math.abs(yx - other.yx) < SLACK
                && Math.abs(yy - other.yy) < SLACK;
    }

    /** Returns whether pictures are shown as they are stored. */
    public boolean upright() {
        return like(UPRIGHT);
    }

    /** Returns whether pictures are mirrored, whatever their rotation. */
    public boolean mirrored() {
        return xx * yy - xy * yx < 0;
    }

    /** Returns the counterclockwise rotation in degrees as H.264 defines it: after the horizontal mirroring, if there is one. */
    public double counterclockwise() {
        double angle = Math.toDegrees(mirrored() ? Math.atan2(yx, yy) : Math.atan2(yx, xx));
        return angle < 0 ? angle + 360 : angle;
    }

    /** Returns the same rotation in whole degrees clockwise, 0 to 359. */
    int clockwise() {
        return (int) Math.floorMod(Math.round(-counterclockwise()), 360L);
    }
}
