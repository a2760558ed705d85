package io.jndencode.train.lite;

import io.jndencode.media.CodingCost;
import io.jndencode.model.lite.Lite;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the lite net sees it.
 *
 * @param features of the picture and the frame before it
 * @param probe figures of its trial encode on scales on which levels are nearly linear, the same as in {@link Lite}'s
 *     graph; none where nobody tried
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
