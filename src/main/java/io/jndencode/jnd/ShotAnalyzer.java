package io.jndencode.jnd;

import io.jndencode.JndException;
import io.jndencode.media.VideoReader;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotDetector;
import io.jndencode.shot.ShotOptions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

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

    /**
     * An analyzer; the model stays the caller's.
     *
     * @param mostSamples frames of one shot the model looks at, at most
     */
    public ShotAnalyzer(JndModel model, ShotOptions shots, int mostSamples) {
        this.model = Objects.requireNonNull(model, "model is null");
        this.shots = Objects.requireNonNull(shots, "shots is null");
        this.mostSamples = mostSamples;
    }

    /**
     * Reads the whole video.
     *
     * @param reader stands before the first frame, and at the end afterwards
     * @param sink takes every shot, in order, on the model's thread; may block, which holds the analysis back
     * @param framesRead is told how many frames were read, after each
     * @throws JndException.Interrupted if the thread was interrupted
     * @throws JndException.Input if the video has no frame at all
     */
    public void analyse(VideoReader reader, Consumer<AnalysedShot> sink, LongConsumer framesRead) {
        try (PredictionThread predictions = new PredictionThread(model, sink)) {
            Pass pass = new Pass(reader, predictions);
            while (reader.next()) {
                pass.frame();
                framesRead.accept(reader.index() + 1);
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted(
                            "interrupted while analysing " + reader.info().file());
                }
            }
            pass.finish();
            predictions.finish();
        }
    }

    /** The state of one pass. */
    private final class Pass {
        private final VideoReader reader;
        private final PredictionThread predictions;
        private final ShotDetector detector;
        private final FrameSampler sampler;
        private final PtsWindow pts = new PtsWindow();
        private long lastDuration;

        Pass(VideoReader reader, PredictionThread predictions) {
            this.reader = reader;
            this.predictions = predictions;
            double known = reader.info().video().frameRate().known()
                    ? reader.info().video().frameRate().toDouble()
                    : USUAL_FRAME_RATE;
            int shortest = (int) Math.max(1, Math.round(shots.minSeconds() * known));
            this.detector = new ShotDetector(shots, known);
            this.sampler = new FrameSampler(mostSamples, known, shortest, (int) Math.ceil(DELAY_SECONDS * known));
        }

        void frame() {
            pts.add(reader.pts());
            lastDuration = reader.duration();
            sampler.push(
                    reader.index(),
                    () -> reader.bgr(model.input().width(), model.input().height()));
            hand(detector.push(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT), reader.keyFrame()));
        }

        void finish() {
            if (reader.index() < 0) {
                throw new JndException.Input(reader.info().file() + " has no frame that can be decoded");
            }
            hand(detector.finish());
        }

        private void hand(List<Shot> closed) {
            for (Shot shot : closed) {
                long end = shot.frames().end();
                long endPts = end < pts.end() ? pts.at(end) : pts.at(end - 1) + Math.max(1, lastDuration);
                long[] times = pts.take(shot.frames().start(), end);
                predictions.submit(new PredictionThread.Closed(shot, times, endPts, sampler.take(shot.frames())));
            }
        }
    }
}
