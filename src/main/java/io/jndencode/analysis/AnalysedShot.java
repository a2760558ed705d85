package io.jndencode.analysis;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import java.util.List;
import java.util.Objects;

/**
 * A final shot with its exact frame times and its predicted levels.
 *
 * @param shot the shot
 * @param pts presentation timestamp of every frame, strictly increasing, in the source's time base; owned by the record, must not be
 *     changed
 * @param endPts end of the last frame's display: the next frame's pts, or the last pts plus its duration
 * @param traits statistics of its frames
 * @param sampledFrames indices, from the start of the file, of the frames the model saw
 * @param jnd the predicted levels
 * @param probes cost of each sampled frame, in order; empty if the model uses no probe encodes, or an earlier version stored none
 */
@SuppressWarnings("ArrayRecordComponent") // one long per frame of the shot: equals is not used
public record AnalysedShot(
        Shot shot,
        long[] pts,
        long endPts,
        ShotStatistics traits,
        List<Long> sampledFrames,
        JndPrediction jnd,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ProbeCost> probes) {
    public AnalysedShot {
        Objects.requireNonNull(shot, "shot is null");
        Objects.requireNonNull(traits, "traits is null");
        Objects.requireNonNull(jnd, "jnd is null");
        sampledFrames = List.copyOf(sampledFrames);
        probes = List.copyOf(probes);
        if (pts.length != shot.frames().length()) {
            throw new IllegalArgumentException("shot " + shot.index() + " has "
                    + shot.frames().length() + " frames and " + pts.length + " time stamps");
        }
        if (endPts <= pts[pts.length - 1]) {
            throw new IllegalArgumentException(
                    "shot " + shot.index() + " ends at " + endPts + ", not after its last frame's pts");
        }
    }

    /** Returns the prediction with the costs it rests on. */
    public ShotPrediction prediction() {
        return new ShotPrediction(jnd, probes);
    }

    /** Returns this shot with other levels. */
    public AnalysedShot with(JndPrediction other) {
        return new AnalysedShot(shot, pts, endPts, traits, sampledFrames, other, probes);
    }

    /** Returns when the first frame is shown, in the source's time base. */
    public long startPts() {
        return pts[0];
    }
}
