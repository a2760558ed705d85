package io.jndencode.media;

/** Parts of a video's description for tests to which most of them do not matter. */
public final class PlainVideo {
    private PlainVideo() {}

    /** Progressive, upright pictures of square pixels, all of which are shown. */
    public static VideoStream.Geometry geometry(int width, int height) {
        return new VideoStream.Geometry(width, height, 0, false, new Rational(1, 1), false, Cropping.NONE);
    }

    /** Samples without HDR metadata and without further signalling. */
    public static VideoStream.Format format(String pixelFormat, int bitDepth, ColorTags color) {
        return new VideoStream.Format(pixelFormat, bitDepth, color, null, PictureSignal.UNTAGGED);
    }
}
