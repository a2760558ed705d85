package io.jndencode.quality;

/**
 * The content of a shot before coding.
 *
 * @param width columns as coded
 * @param height rows as coded
 * @param framesPerSecond as measured
 * @param frames number of frames
 * @param luma mean, 0 to 255
 * @param texture mean absolute difference from the low-passed picture
 * @param motion mean absolute difference between low-passed neighbouring frames, of the calmer neighbour
 */
public record ShotContent(
        int width, int height, double framesPerSecond, int frames, double luma, double texture, double motion) {
    /** Frame rate above which motion is measured from every second frame to the next, so that steps compare with those at usual rates. */
    public static final double FULL_RATE = 31;

    /** Returns this content for the larger and longer video that the coded bytes belong to. */
    ShotContent of(int columns, int rows, int coded) {
        return new ShotContent(columns, rows, framesPerSecond, coded, luma, texture, motion);
    }
}
