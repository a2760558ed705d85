package io.jndencode.train;

import io.jndencode.media.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the lite net sees it.
 *
 * @param signs of the picture and the frame before it
 * @param trial figures of its trial encode on scales on which levels are nearly linear, the same as in {@link io.jndencode.model.Lite}'s
 *     graph; none where nobody tried
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
record SignedPicture(double[] signs, double[] trial) {
    private static final double WHITE = 255;
    private static final double LEAST_TEXTURE = 0.2;

    static SignedPicture of(double[] signs, @Nullable Trial trial) {
        return new SignedPicture(signs, trial == null ? new double[0] : scaled(trial));
    }

    private static double[] scaled(Trial trial) {
        return new double[] {
            trial.psnr(), trial.luma() / WHITE, Math.log(trial.texture() + LEAST_TEXTURE), Math.log1p(trial.motion())
        };
    }
}
