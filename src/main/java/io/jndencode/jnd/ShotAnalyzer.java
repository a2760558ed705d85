package io.jndencode.jnd;

import io.jndencode.JndException;
import io.jndencode.media.TimeRange;
import io.jndencode.media.VideoReader;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.GivenShots;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotDetector;
import io.jndencode.shot.ShotOptions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One linear pass over a video: finds its shots, samples their frames and predicts their levels.
 *
 * <p>The model runs on a thread of its own while decoding goes on; shots come out in order. Memory does not grow with the video.
 */
public final class ShotAnalyzer {
    /** Detection closes a shot a few seconds late at most: this many are always enough to keep candidates for. */
    private static final double DELAY_SECONDS = 5;

    private static final double USUAL_FRAME_RATE = 25;

    private final JndModel model;
    private final ShotOptions shots;
    private final int mostSamples;
    private final @Nullable List<Shot> given;
    private final Recall recall;

    /**
     * An analyzer; the model stays the caller's.
     *
     * @param mostSamples frames of one shot the model looks at, at most
     */
    public ShotAnalyzer(JndModel model, ShotOptions shots, int mostSamples) {
        this(model, shots, mostSamples, null);
    }

    /** As above, but with shots known beforehand instead of detection; null to detect them. */
    public ShotAnalyzer(JndModel model, ShotOptions shots, int mostSamples, @Nullable List<Shot> given) {
        this.given = given;
        this.model = Objects.requireNonNull(model, "model is null");
        this.shots = Objects.requireNonNull(shots, "shots is null");
        this.mostSamples = mostSamples;
        this.recall = Recall.NOTHING;
    }

    private ShotAnalyzer(ShotAnalyzer other, Recall recall) {
        this.given = other.given;
        this.model = other.model;
        this.shots = other.shots;
        this.mostSamples = other.mostSamples;
        this.recall = recall;
    }

    /** The same, but the model is asked only of shots that are not remembered. */
    public ShotAnalyzer recalling(Recall predictions) {
        return new ShotAnalyzer(this, predictions);
    }

    /**
     * Reads a video, or a part of it: what lies before is decoded only, because frames are counted from the start of the file.
     *
     * @param reader stands before the first frame, and at the end or behind the range afterwards
     * @param range the frames to look at; the shots' frames and timestamps are the source's all the same
     * @param sink takes every shot, in order, on the model's thread; may block, which holds the analysis back
     * @param framesRead is told how many frames of the range were read, after each
     * @throws JndException.Interrupted if the thread was interrupted
     * @throws JndException.Input if the video has no frame at all
     * @throws JndException.Usage if it has none in the range
     */
    public void analyse(VideoReader reader, TimeRange range, Consumer<AnalysedShot> sink, LongConsumer framesRead) {
        try (PredictionThread predictions = new PredictionThread(model, recall, sink)) {
            Pass pass = new Pass(reader, range, predictions);
            while (pass.next()) {
                framesRead.accept(pass.frames());
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted(
                            "interrupted while analysing " + reader.info().file());
                }
            }
            pass.finish();
            predictions.finish();
        }
    }

    /** The state of one pass. Detector, sampler and timestamps count from the range's first frame. */
    private final class Pass {
        private final VideoReader reader;
        private final TimeRange range;
        private final PredictionThread predictions;
        private final ShotDetector detector;
        private final @Nullable GivenShots known;
        private final FrameSampler sampler;
        private final PtsWindow pts = new PtsWindow();
        private long origin;
        private long skipped;
        private long endPts;

        Pass(VideoReader reader, TimeRange range, PredictionThread predictions) {
            this.reader = reader;
            this.range = range;
            this.predictions = predictions;
            double rate = reader.info().video().frameRate().known()
                    ? reader.info().video().frameRate().toDouble()
                    : USUAL_FRAME_RATE;
            int shortest = given == null
                    ? (int) Math.max(1, Math.round(shots.minSeconds() * rate))
                    : GivenShots.shortest(given);
            this.detector = new ShotDetector(shots, rate);
            this.known = given == null ? null : new GivenShots(given);
            FrameSampler frames = new FrameSampler(mostSamples, rate, shortest, (int) Math.ceil(DELAY_SECONDS * rate));
            this.sampler = model.looksBack() ? frames.lookingBack() : frames;
        }

        /** Frames of the range so far. */
        long frames() {
            return reader.index() + 1 - skipped;
        }

        /** Reads a frame; false at the end of the video or the range. */
        boolean next() {
            if (!reader.next()) {
                return false;
            }
            if (reader.index() == 0) {
                origin = reader.pts();
            }
            double time = reader.info().video().timeBase().seconds(reader.pts() - origin);
            if (range.after(time)) {
                endPts = reader.pts();
                return false;
            }
            if (range.before(time)) {
                skipped++;
            } else {
                frame();
            }
            return true;
        }

        private void frame() {
            long index = pts.end();
            pts.add(reader.pts());
            endPts = reader.pts() + Math.max(1, reader.duration());
            sampler.push(
                    index, () -> reader.bgr(model.input().width(), model.input().height()));
            hand(
                    known != null
                            ? known.push()
                            : detector.push(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT), reader.keyFrame()));
        }

        void finish() {
            if (reader.index() < 0) {
                throw new JndException.Input(reader.info().file() + " has no frame that can be decoded");
            }
            if (pts.end() == 0) {
                throw nothingInRange();
            }
            hand(known != null ? known.finish() : detector.finish());
        }

        private JndException nothingInRange() {
            double last = reader.info().video().timeBase().seconds(reader.pts() - origin);
            return new JndException.Usage(
                    range.before(last)
                            ? String.format(
                                    Locale.ROOT,
                                    "nothing lies in %s: the last frame of %s is at %.3f s",
                                    range,
                                    reader.info().file(),
                                    last)
                            : "no frame of " + reader.info().file() + " lies in " + range + ": give a longer duration");
        }

        private void hand(List<Shot> closed) {
            for (Shot shot : closed) {
                long end = shot.frames().end();
                long until = end < pts.end() ? pts.at(end) : endPts;
                long[] times = pts.take(shot.frames().start(), end);
                List<FrameSampler.Candidate> samples = sampler.take(shot.frames()).stream()
                        .map(sample -> new FrameSampler.Candidate(sample.frame() + skipped, sample.pair()))
                        .toList();
                predictions.submit(new PredictionThread.Closed(inSource(shot), times, until, samples));
            }
        }

        private Shot inSource(Shot shot) {
            FrameRange frames = shot.frames();
            return new Shot(
                    shot.index(), new FrameRange(frames.start() + skipped, frames.end() + skipped), shot.transition());
        }
    }
}
