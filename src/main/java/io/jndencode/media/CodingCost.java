package io.jndencode.media;

/**
 * How well a frame codes after the one before it, and what it is like: what {@code ModelInputRenderer} finds in a moment, and what tells a JND
 * level more surely than the look of a frame. All in the luma as it is coded, 8 bits, of {@link SourcePicture}s.
 *
 * @param psnr of the frame in dB, coded by x264's quickest preset as P frame after the frame before it, at the constant QP {@value #QP};
 *     at most {@value #MOST_DECIBELS}
 * @param luma mean
 * @param texture mean absolute difference from the low-passed frame
 * @param motion mean absolute difference between this frame and the one before, both low-passed
 */
public record CodingCost(double psnr, double luma, double texture, double motion) {
    /** Near the middle of JND1s, so that what decides there shows. */
    public static final int QP = 28;

    /** Length of {@link #numbers}. */
    public static final int NUMBERS = 4;

    /** Frames that lose less are taken to lose this little. */
    public static final double MOST_DECIBELS = 60;

    public CodingCost {
        if (!(psnr >= 0 && psnr <= MOST_DECIBELS && luma >= 0 && texture >= 0 && motion >= 0)) {
            throw new IllegalArgumentException(
                    "no trial: %f dB, luma %f, texture %f, motion %f".formatted(psnr, luma, texture, motion));
        }
    }

    /** The components in order, as models take them. */
    public float[] numbers() {
        return new float[] {(float) psnr, (float) luma, (float) texture, (float) motion};
    }
}
