package io.jndencode.plan.forecast;

import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.plan.crf.CrfScene;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shot and its rate before it is encoded.
 *
 * @param scene statistics of its frames, their number, size and rate
 * @param probes cost of its sampled frames, null if none was measured
 * @param keyFrames number of frames that are coded as key frames
 * @param qp the constant QP of x264 that it is encoded at or should look like
 * @param crf the CRF it is encoded at, on the encoder's scale; null at a constant QP
 */
public record ForecastScene(
        CrfScene scene,
        @Nullable Probes probes,
        long keyFrames,
        int qp,
        @Nullable Double crf) {
    /**
     * Means over the probe encodes of a shot.
     *
     * @param keyBits bits per pixel of an I frame
     * @param bits bits per pixel of a P frame; a mean of the sizes, not of their logarithms, since frames that repeat the one before them
     *     cost next to nothing
     */
    public record Probes(double keyBits, double bits) {
        /** Returns the means over some probe encodes, null if there are none. */
        public static @Nullable Probes of(List<ProbeCost> costs) {
            return costs.isEmpty() ? null : new Probes(mean(costs, ProbeCost::keyBits), mean(costs, ProbeCost::bits));
        }

        private static double mean(List<ProbeCost> costs, ToDoubleFunction<ProbeCost> bits) {
            return costs.stream().mapToDouble(bits).average().orElse(0);
        }
    }

    public ForecastScene {
        Objects.requireNonNull(scene, "scene is null");
        if (keyFrames < 1 || keyFrames > scene.frames()) {
            throw new IllegalArgumentException(keyFrames + " key frames in " + scene.frames() + " frames");
        }
    }

    /** Returns the number of pixels of all its frames. */
    double pixels() {
        return (double) scene.frames() * scene.pixels();
    }
}
