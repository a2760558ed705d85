package io.jndencode.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Earlier predictions by the same model for the same video, which save running it again. Called on the model's thread. */
@FunctionalInterface
public interface PredictionCache {
    /** A cache that is always empty. */
    PredictionCache NOTHING = frames -> null;

    /** Returns the earlier prediction from these frames; null if there is none. */
    @Nullable
    ShotPrediction of(List<Long> sampledFrames);
}
