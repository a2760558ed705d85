package io.jndencode.analysis;

import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A final shot without a prediction, with the frames to predict it from.
 *
 * @param shot the shot
 * @param pts timestamp of every frame; owned by the record, must not be changed
 * @param endPts end of the last frame's display
 * @param traits statistics of its frames
 * @param samples 1 to 3 frames for the model, in order
 * @param <P> type of a picture
 */
@SuppressWarnings("ArrayRecordComponent") // one long per frame of the shot: equals is not used
public record DetectedShot<P>(Shot shot, long[] pts, long endPts, ShotStatistics traits, List<Sample<P>> samples) {
    public DetectedShot {
        Objects.requireNonNull(shot, "shot is null");
        Objects.requireNonNull(traits, "traits is null");
        samples = List.copyOf(samples);
    }

    /**
     * A frame for the model.
     *
     * @param frame index of the frame
     * @param picture picture of the frame
     * @param previous picture of the frame shown about a thirtieth of a second earlier in the same shot; null if there is none or the
     *     model does not use it
     * @param <P> type of a picture
     */
    public record Sample<P>(long frame, P picture, @Nullable P previous) {
        /** Passes each picture present to the sink. */
        void each(Consumer<? super P> sink) {
            sink.accept(picture);
            if (previous != null) {
                sink.accept(previous);
            }
        }

        /** Returns whether this is one of the sample's pictures. */
        @SuppressWarnings("ReferenceEquality") // two pictures may look alike
        boolean holds(P other) {
            return picture == other || previous == other;
        }

        /** Returns the sample without the previous frame. */
        Sample<P> still() {
            return new Sample<>(frame, picture, null);
        }
    }

    /** Returns the indices of the frames for the model. */
    public List<Long> sampledFrames() {
        return samples.stream().map(Sample::frame).toList();
    }

    /** Returns the shot with its prediction. */
    public AnalysedShot judged(ShotPrediction prediction) {
        return new AnalysedShot(shot, pts, endPts, traits, sampledFrames(), prediction.jnd(), prediction.probes());
    }

    /** Returns the same shot with frame indices raised by {@code frames}. */
    DetectedShot<P> later(long frames) {
        FrameRange range =
                new FrameRange(shot.frames().start() + frames, shot.frames().end() + frames);
        return new DetectedShot<>(
                new Shot(shot.index(), range, shot.transition()),
                pts,
                endPts,
                traits,
                samples.stream()
                        .map(sample -> new Sample<>(sample.frame() + frames, sample.picture(), sample.previous()))
                        .toList());
    }
}
