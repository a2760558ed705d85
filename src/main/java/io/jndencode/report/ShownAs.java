package io.jndencode.report;

import io.jndencode.media.BgrImage;
import io.jndencode.media.VideoStream;

/**
 * How players show stored pictures.
 *
 * @param clockwise degrees by which they are turned: 0, 90, 180, 270
 * @param mirrored whether left and right change places before that
 */
record ShownAs(int clockwise, boolean mirrored) {
    /** Reads it from a stream's geometry; an angle between the right ones counts as the one below. */
    static ShownAs of(VideoStream.Geometry geometry) {
        return new ShownAs(Math.floorMod(geometry.rotation(), 360) / 90 * 90, geometry.mirrored());
    }

    /** Returns whether rows are stored as columns. */
    boolean lying() {
        return clockwise % 180 != 0;
    }

    /** Returns a stored picture as it is shown, every sample unchanged. */
    BgrImage shown(BgrImage stored) {
        if (clockwise == 0 && !mirrored) {
            return stored;
        }
        int width = lying() ? stored.height() : stored.width();
        int height = lying() ? stored.width() : stored.height();
        byte[] samples = new byte[stored.samples().length];
        for (int y = 0; y < stored.height(); y++) {
            for (int x = 0; x < stored.width(); x++) {
                int to = place(mirrored ? stored.width() - 1 - x : x, y, width, height);
                System.arraycopy(stored.samples(), 3 * (y * stored.width() + x), samples, 3 * to, 3);
            }
        }
        return new BgrImage(width, height, samples);
    }

    /** Returns the index at which a sample is shown in a picture of this size. */
    private int place(int x, int y, int width, int height) {
        return switch (clockwise) {
            case 90 -> x * width + width - 1 - y;
            case 180 -> (height - 1 - y) * width + width - 1 - x;
            case 270 -> (height - 1 - x) * width + y;
            default -> y * width + x;
        };
    }
}
