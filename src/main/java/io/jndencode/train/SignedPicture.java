package io.jndencode.train;

import io.jndencode.media.Trial;
import io.jndencode.model.Lite;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the lite net sees it.
 *
 * @param signs of the picture and the frame before it
 * @param trial figures of its trial encode on scales on which levels are nearly linear, the same as in {@link Lite}'s
 *     graph; none where nobody tried
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
record SignedPicture(double[] signs, double[] trial) {
    static SignedPicture of(double[] signs, @Nullable Trial trial) {
        return new SignedPicture(signs, trial == null ? new double[0] : scaled(trial));
    }

    private static double[] scaled(Trial trial) {
        return new double[] {
            trial.psnr(),
            trial.luma() / Lite.WHITE,
            Math.log(trial.texture() + Lite.LEAST_TEXTURE),
            Math.log1p(trial.motion())
        };
    }
}
