package io.jndencode.train.lite;

import io.jndencode.media.CodingCost;
import io.jndencode.model.lite.Lite;
import org.jspecify.annotations.Nullable;

/**
 * The lite net's inputs for a picture.
 *
 * @param features of the picture and the frame before it
 * @param probe figures of its trial encode, on the scales of {@link Lite}'s graph, on which levels are nearly linear;
 *     empty if there was no trial
 */
@SuppressWarnings("ArrayRecordComponent") // handed on; equals is not used
record FrameFeatures(double[] features, double[] probe) {
    static FrameFeatures of(double[] features, @Nullable CodingCost probe) {
        return new FrameFeatures(features, probe == null ? new double[0] : scaled(probe));
    }

    private static double[] scaled(CodingCost probe) {
        return new double[] {
            probe.psnr(),
            probe.luma() / Lite.WHITE,
            Math.log(probe.texture() + Lite.LEAST_TEXTURE),
            Math.log1p(probe.motion())
        };
    }
}
