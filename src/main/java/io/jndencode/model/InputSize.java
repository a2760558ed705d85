package io.jndencode.model;

/**
 * The size of the frames a network takes.
 *
 * @param width columns, a multiple of 16
 * @param height rows, a multiple of 16
 */
public record InputSize(int width, int height) {
    /** The published networks' size. */
    public static final InputSize STANDARD = new InputSize(640, 352);

    public InputSize {
        if (width < 16 || height < 16 || width % 16 != 0 || height % 16 != 0) {
            throw new IllegalArgumentException(
                    "a network's input must be multiples of 16, got " + width + "x" + height);
        }
    }

    /** Returns the columns of a backbone's latent. */
    public int latentWidth() {
        return width / 16;
    }

    /** Returns the rows of a backbone's latent. */
    public int latentHeight() {
        return height / 16;
    }
}
