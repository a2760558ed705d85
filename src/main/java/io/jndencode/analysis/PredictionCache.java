package io.jndencode.analysis;

import io.jndencode.jnd.JndPrediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions made before, by the same model of the same video, so that it is not asked again. Called from the model's thread. */
@FunctionalInterface
public interface PredictionCache {
    /** Remembers nothing. */
    PredictionCache NOTHING = frames -> null;

    /** What was predicted from these frames, null where they were not judged before. */
    @Nullable
    JndPrediction of(List<Long> sampledFrames);
}
