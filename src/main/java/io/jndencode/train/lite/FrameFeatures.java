package io.jndencode.train.lite;

import io.jndencode.media.CodingCost;
import io.jndencode.model.lite.Lite;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the lite net sees it.
 *
 * @param signs of the picture and the frame before it
 * @param trial figures of its trial encode on scales on which levels are nearly linear, the same as in {@link Lite}'s
 *     graph; none where nobody tried
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
record FrameFeatures(double[] signs, double[] trial) {
    static FrameFeatures of(double[] signs, @Nullable CodingCost trial) {
        return new FrameFeatures(signs, trial == null ? new double[0] : scaled(trial));
    }

    private static double[] scaled(CodingCost trial) {
        return new double[] {
            trial.psnr(),
            trial.luma() / Lite.WHITE,
            Math.log(trial.texture() + Lite.LEAST_TEXTURE),
            Math.log1p(trial.motion())
        };
    }
}
