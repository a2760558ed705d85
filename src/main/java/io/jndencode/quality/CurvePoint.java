package io.jndencode.quality;

/**
 * The measured quality of a shot at one constant QP.
 *
 * @param qp the QP
 * @param bytes size of the coded frames
 * @param xpsnr dB, pooled as {@link ShotQuality#xpsnr}
 * @param worst lowest XPSNR of a frame, dB
 * @param ssim mean
 * @param psnr dB, of the mean squared error
 */
public record CurvePoint(int qp, long bytes, double xpsnr, double worst, double ssim, double psnr) {
    public static CurvePoint of(int qp, long bytes, ShotQuality quality) {
        return new CurvePoint(qp, bytes, quality.xpsnr(), quality.worst().xpsnr(), quality.ssim(), quality.psnr());
    }

    public double bitsPerPixel(ShotContent content) {
        return 8.0 * bytes / ((double) content.width() * content.height() * content.frames());
    }
}
