package io.jndencode.media;

/**
 * Distortion of a frame in a two-frame x264 encode, and simple statistics of the frame: cheap to compute with {@code ModelInputRenderer},
 * and a stronger predictor of JND levels than the pixels. All values are of 8-bit luma as coded, of {@link SourcePicture}s.
 *
 * @param psnr PSNR in dB of the frame, coded with x264's fastest preset as a P frame after the previous frame, at the constant QP
 *     {@value #QP}; at most {@value #MOST_DECIBELS}
 * @param luma mean
 * @param texture mean absolute difference from the low-passed frame
 * @param motion mean absolute difference between this frame and the previous one, both low-passed
 */
public record CodingCost(double psnr, double luma, double texture, double motion) {
    /** QP of the probe encode, near the middle of the range of JND1, where differences between shots show. */
    public static final int QP = 28;

    /** Length of {@link #numbers}. */
    public static final int NUMBERS = 4;

    /** Upper limit of the PSNR. */
    public static final double MOST_DECIBELS = 60;

    public CodingCost {
        if (!(psnr >= 0 && psnr <= MOST_DECIBELS && luma >= 0 && texture >= 0 && motion >= 0)) {
            throw new IllegalArgumentException(
                    "no trial: %f dB, luma %f, texture %f, motion %f".formatted(psnr, luma, texture, motion));
        }
    }

    /** Returns the components in order, as models take them. */
    public float[] numbers() {
        return new float[] {(float) psnr, (float) luma, (float) texture, (float) motion};
    }
}
