package io.jndencode.report;

import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.quality.ShotQuality;
import org.jspecify.annotations.Nullable;

/**
 * A shot as the report shows it.
 *
 * @param shot of the sidecar
 * @param start seconds from the video's first frame
 * @param end seconds
 * @param quality the measurements of its frames, null if not measured
 */
record ShotView(
        SidecarShot shot,
        double start,
        double end,
        @Nullable ShotQuality quality) {
    int index() {
        return shot.index();
    }

    long frames() {
        return shot.extent().endFrame() - shot.extent().startFrame();
    }

    double seconds() {
        return end - start;
    }

    /** Returns the XPSNR in dB from the sidecar, otherwise as measured for the report. */
    @Nullable
    Double xpsnr() {
        SidecarShot.Result result = shot.result();
        if (result != null && result.xpsnr() != null) {
            return result.xpsnr();
        }
        return quality == null ? null : quality.xpsnr();
    }

    /** Returns the SSIM, 0 to 1, from the same source as {@link #xpsnr}. */
    @Nullable
    Double ssim() {
        SidecarShot.Result result = shot.result();
        if (result != null && result.ssim() != null) {
            return result.ssim();
        }
        return quality == null ? null : quality.ssim();
    }

    /** Returns text such as {@code frames 25 to 59}, with both ends included. */
    String frameText() {
        return shot.extent().startFrame() + "\u2013" + (shot.extent().endFrame() - 1);
    }

    /** Returns whether a shot's CRF comes from measuring, which a shot with a CRF is looked at beforehand for, rather than from the mapping. */
    static boolean measuredCrf(SidecarShot shot) {
        SidecarShot.Result result = shot.result();
        return result != null && shot.settings().crf() != null && result.probedFrames() > 0;
    }

    /**
     * Returns whether a shot's QP comes from probes of its frames or from a measured encode rather than from the model.
     */
    static boolean measuredQp(SidecarShot shot) {
        SidecarShot.Result result = shot.result();
        return result != null && shot.settings().crf() == null && (result.probedFrames() > 0 || result.attempts() > 1);
    }
}
