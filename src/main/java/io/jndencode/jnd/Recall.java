package io.jndencode.jnd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions made before, by the same model of the same video, so that it is not asked again. Called from the model's thread. */
@FunctionalInterface
public interface Recall {
    /** Remembers nothing. */
    Recall NOTHING = frames -> null;

    /** What was predicted from these frames, null where they were not judged before. */
    @Nullable
    JndPrediction of(List<Long> sampledFrames);
}
