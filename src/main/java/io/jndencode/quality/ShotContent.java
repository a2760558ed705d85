package io.jndencode.quality;

/**
 * What a shot is like before coding.
 *
 * @param width columns as coded
 * @param height rows as coded
 * @param framesPerSecond as measured
 * @param frames how many
 * @param luma mean, 0 to 255
 * @param texture mean absolute difference from the low-passed picture
 * @param motion mean absolute difference between low-passed neighbouring frames, of the calmer neighbour
 */
public record ShotContent(
        int width, int height, double framesPerSecond, int frames, double luma, double texture, double motion) {
    /** Above so many frames a second motion is that from every second frame to the next: steps are what they are at a usual rate. */
    public static final double FULL_RATE = 31;

    /** The same of a video of another size and more frames, which its coded bytes are of. */
    ShotContent of(int columns, int rows, int coded) {
        return new ShotContent(columns, rows, framesPerSecond, coded, luma, texture, motion);
    }
}
