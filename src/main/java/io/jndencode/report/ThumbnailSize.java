package io.jndencode.report;

import io.jndencode.plan.sidecar.Sidecar;

/**
 * The size of a thumbnail before it is turned upright, chosen so that it fits a box with the proportions a player
 * shows.
 *
 * @param width columns in coded orientation
 * @param height rows in coded orientation
 * @param rotation clockwise degrees to turn it by: 0, 90, 180, 270
 */
record ThumbnailSize(int width, int height, int rotation) {
    /** Fits a box given in displayed columns and rows. */
    static ThumbnailSize of(Sidecar.Source source, int boxWidth, int boxHeight) {
        int rotation = Math.floorMod(source.rotation(), 360) / 90 * 90;
        boolean lying = rotation % 180 != 0;
        double wide = source.width() * pixelAspect(source.sar());
        double scale = lying
                ? Math.min((double) boxWidth / source.height(), boxHeight / wide)
                : Math.min(boxWidth / wide, (double) boxHeight / source.height());
        return new ThumbnailSize(
                Math.max(2, (int) Math.round(wide * scale)),
                Math.max(2, (int) Math.round(source.height() * scale)),
                rotation);
    }

    /** Parses a ratio such as {@code 64:45}; returns 1 if the text is unusable. */
    private static double pixelAspect(String sar) {
        int colon = sar == null ? -1 : sar.indexOf(':');
        if (colon < 0) {
            return 1;
        }
        try {
            double aspect = Double.parseDouble(sar.substring(0, colon)) / Double.parseDouble(sar.substring(colon + 1));
            return aspect > 0.05 && aspect < 20 ? aspect : 1;
        } catch (NumberFormatException e) {
            return 1; // from a hand-written sidecar: the picture is shown with square pixels
        }
    }
}
