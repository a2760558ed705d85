package io.jndencode.media.compare;

/**
 * Similarity in luma of one coded frame to its reference.
 *
 * @param xpsnr FFmpeg's XPSNR (Helmrich et al., "XPSNR", ICASSP 2020), dB, at most {@link #LOSSLESS}
 * @param ssim structural similarity, 0 to 1
 * @param psnr dB, at most {@link #LOSSLESS}
 */
public record FrameMetrics(double xpsnr, double ssim, double psnr) {
    /** Value in dB for identical frames, whose ratio is infinite. */
    public static final double LOSSLESS = 100;

    public FrameMetrics {
        if (Double.isNaN(xpsnr) || Double.isNaN(ssim) || Double.isNaN(psnr)) {
            throw new IllegalArgumentException("not measured: xpsnr %f, ssim %f, psnr %f".formatted(xpsnr, ssim, psnr));
        }
        xpsnr = Math.min(LOSSLESS, xpsnr);
        psnr = Math.min(LOSSLESS, psnr);
    }
}
