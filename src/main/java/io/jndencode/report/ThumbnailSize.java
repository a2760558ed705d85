package io.jndencode.report;

import io.jndencode.media.VideoStream;

/**
 * The size of a thumbnail before it is turned upright, chosen so that it fits a box with the proportions a player
 * shows.
 *
 * @param width columns in coded orientation
 * @param height rows in coded orientation
 */
record ThumbnailSize(int width, int height) {
    private static final double NARROWEST = 0.05;
    private static final double WIDEST = 20;

    /** Fits a box given in displayed columns and rows. */
    static ThumbnailSize of(VideoStream.Geometry geometry, int boxWidth, int boxHeight) {
        double aspect = geometry.sar().toDouble();
        double wide = geometry.shownWidth() * (aspect > NARROWEST && aspect < WIDEST ? aspect : 1);
        double high = geometry.shownHeight();
        double scale = ShownAs.of(geometry).lying()
                ? Math.min(boxWidth / high, boxHeight / wide)
                : Math.min(boxWidth / wide, boxHeight / high);
        return new ThumbnailSize(
                Math.max(2, (int) Math.round(wide * scale)), Math.max(2, (int) Math.round(high * scale)));
    }
}
