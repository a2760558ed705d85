package io.jndencode.analysis;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A closed shot that was not judged yet, with the frames it is to be judged by.
 *
 * @param shot the shot
 * @param pts timestamp of every frame; owned by the record, not to be changed
 * @param endPts when the last frame stops being shown
 * @param traits what its frames look like
 * @param samples 1 to 3 frames for the model, in order
 * @param <P> what a picture is
 */
@SuppressWarnings("ArrayRecordComponent") // one long a frame of the shot: handed on, compared by nobody
public record DetectedShot<P>(Shot shot, long[] pts, long endPts, ShotStatistics traits, List<Sample<P>> samples) {
    public DetectedShot {
        Objects.requireNonNull(shot, "shot is null");
        Objects.requireNonNull(traits, "traits is null");
        samples = List.copyOf(samples);
    }

    /**
     * A frame for the model.
     *
     * @param frame its index
     * @param picture of it
     * @param previous picture of the frame shown about a thirtieth of a second before it, in the same shot; null where
     *     there is none or the model does not look at it
     * @param <P> what a picture is
     */
    public record Sample<P>(long frame, P picture, @Nullable P previous) {
        /** Hands on the pictures there are. */
        void each(Consumer<? super P> sink) {
            sink.accept(picture);
            if (previous != null) {
                sink.accept(previous);
            }
        }

        /** Whether this is one of its pictures. */
        @SuppressWarnings("ReferenceEquality") // two pictures may look alike
        boolean holds(P other) {
            return picture == other || previous == other;
        }

        /** Without the frame before. */
        Sample<P> still() {
            return new Sample<>(frame, picture, null);
        }
    }

    /** Indices of the frames for the model. */
    public List<Long> sampledFrames() {
        return samples.stream().map(Sample::frame).toList();
    }

    /** The shot with what the model says of it. */
    public AnalysedShot judged(JndPrediction jnd) {
        return new AnalysedShot(shot, pts, endPts, traits, sampledFrames(), jnd);
    }

    /** The same shot where frames are counted from so many frames earlier. */
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
