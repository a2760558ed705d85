package io.jndencode.quality;

import io.jndencode.media.compare.FrameMetrics;

/**
 * Similarity in luma of one coded frame to its original.
 *
 * @param index index of the frame in the source
 * @param pts timestamp of the source's frame, in ticks of the source's time base
 * @param xpsnr dB; 100 if nothing differs
 * @param ssim 0 to 1
 * @param psnr dB; 100 if nothing differs
 */
public record FrameQuality(long index, long pts, double xpsnr, double ssim, double psnr) {
    static FrameQuality of(long index, long pts, FrameMetrics metrics) {
        return new FrameQuality(index, pts, metrics.xpsnr(), metrics.ssim(), metrics.psnr());
    }
}
