package io.jndencode.quality;

import java.util.List;

/**
 * What a shot looks like at one constant QP.
 *
 * @param qp the QP
 * @param bytes of the coded frames
 * @param xpsnr dB, pooled as {@link ShotQuality#xpsnr}
 * @param worst the lowest XPSNR of a frame, dB
 * @param ssim mean
 * @param psnr dB, of the mean squared error
 * @param information {@link VisualInformation} kept at its four scales, finest first, mean over some frames
 * @param detail {@link DetailLoss}, mean over the same frames
 */
public record CurvePoint(
        int qp,
        long bytes,
        double xpsnr,
        double worst,
        double ssim,
        double psnr,
        List<Double> information,
        double detail) {
    public CurvePoint {
        information = List.copyOf(information);
        if (information.size() != VisualInformation.SCALES) {
            throw new IllegalArgumentException(information.size() + " scales of visual information");
        }
    }

    /** What is known without visual information and detail, which count as kept. */
    static CurvePoint plain(int qp, long bytes, ShotQuality quality) {
        return new CurvePoint(
                qp,
                bytes,
                quality.xpsnr(),
                quality.worst().xpsnr(),
                quality.ssim(),
                quality.psnr(),
                List.of(1.0, 1.0, 1.0, 1.0),
                1);
    }

    double bitsPerPixel(ShotContent content) {
        return 8.0 * bytes / ((double) content.width() * content.height() * content.frames());
    }
}
