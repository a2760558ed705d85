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
 * @param quality its frames measured, null where they were not
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
        return shot.endFrame() - shot.startFrame();
    }

    double seconds() {
        return end - start;
    }

    /** dB: what the sidecar says, else what the report measured. */
    @Nullable
    Double xpsnr() {
        SidecarShot.Result result = shot.result();
        if (result != null && result.xpsnr() != null) {
            return result.xpsnr();
        }
        return quality == null ? null : quality.xpsnr();
    }

    /** 0 to 1, as {@link #xpsnr}. */
    @Nullable
    Double ssim() {
        SidecarShot.Result result = shot.result();
        if (result != null && result.ssim() != null) {
            return result.ssim();
        }
        return quality == null ? null : quality.ssim();
    }

    /** {@code frames 25 to 59}: both ends belong to it. */
    String frameText() {
        return shot.startFrame() + "\u2013" + (shot.endFrame() - 1);
    }

    /** Whether a shot's QP is what trials of its frames or a measured encode led to, and not the model's prediction. */
    static boolean measuredQp(SidecarShot shot) {
        SidecarShot.Result result = shot.result();
        return result != null && (result.probedFrames() > 0 || result.attempts() > 1);
    }
}
