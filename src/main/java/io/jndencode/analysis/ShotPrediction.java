package io.jndencode.analysis;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.modelinput.ProbeCost;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What came of showing the sampled frames of a shot to a model.
 *
 * @param jnd the predicted levels
 * @param probes cost of each sampled frame, in order; empty if the model uses no probe encodes, or an earlier version stored none
 */
public record ShotPrediction(
        JndPrediction jnd,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ProbeCost> probes) {
    public ShotPrediction {
        Objects.requireNonNull(jnd, "jnd is null");
        probes = List.copyOf(probes);
    }

    /** Runs a model on the sampled frames of a shot. */
    public static ShotPrediction of(JndModel model, List<FramePair> frames, SourceSize source) {
        return new ShotPrediction(
                model.predict(frames, source),
                frames.stream()
                        .flatMap(frame -> Stream.ofNullable(frame.probe()))
                        .toList());
    }
}
