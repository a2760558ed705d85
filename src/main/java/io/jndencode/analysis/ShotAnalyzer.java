package io.jndencode.analysis;

import io.jndencode.JndException;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.LumaImage;
import io.jndencode.media.TimeRange;
import io.jndencode.media.picture.LazyPicture;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.Shot;
import io.jndencode.shot.alike.ShotLook;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shots of a video, samples their frames and predicts their levels in one linear pass.
 *
 * <p>The model runs on its own thread beside the decoder; shots come out in order. Memory does not grow with the video.
 */
public final class ShotAnalyzer {
    private final JndModel model;
    private final ShotPass.Wanted wanted;
    private final PredictionCache cache;
    private final Consumer<VideoReader> frames;
    private final @Nullable BiConsumer<Integer, ShotLook> looks;

    /**
     * Creates an analyzer; the model remains the caller's to close.
     *
     * @param mostSamples most frames per shot for the model
     */
    public ShotAnalyzer(JndModel model, ShotOptions shots, int mostSamples) {
        this(model, shots, mostSamples, null);
    }

    /** Creates an analyzer that uses shots known beforehand instead of detection; null to detect them. */
    public ShotAnalyzer(JndModel model, ShotOptions shots, int mostSamples, @Nullable List<Shot> given) {
        this(
                model,
                new ShotPass.Wanted(shots, mostSamples, given, model.usesPreviousFrame()),
                PredictionCache.NOTHING,
                reader -> {},
                null);
    }

    private ShotAnalyzer(
            JndModel model,
            ShotPass.Wanted wanted,
            PredictionCache cache,
            Consumer<VideoReader> frames,
            @Nullable BiConsumer<Integer, ShotLook> looks) {
        this.model = model;
        this.wanted = wanted;
        this.cache = cache;
        this.frames = frames;
        this.looks = looks;
    }

    /** Returns an analyzer that runs the model only for shots missing from the cache. */
    public ShotAnalyzer recalling(PredictionCache predictions) {
        return new ShotAnalyzer(model, wanted, predictions, frames, looks);
    }

    /**
     * Returns an analyzer that shows every frame of the range to somebody else before looking at it.
     *
     * @param sink receives the reader, standing on the frame, on the reading thread; may block, which slows the analysis down
     */
    public ShotAnalyzer showing(Consumer<VideoReader> sink) {
        return new ShotAnalyzer(model, wanted, cache, sink, looks);
    }

    /** Returns an analyzer that notes what every shot looks like: see {@link ShotPass#noting}; null for none. */
    public ShotAnalyzer noting(@Nullable BiConsumer<Integer, ShotLook> sink) {
        return new ShotAnalyzer(model, wanted, cache, frames, sink);
    }

    /**
     * Analyses a video or a part of it; the video before the part is decoded only as far as needed to count its frames.
     *
     * @param reader stands before the first frame, and afterwards at the end or past the range
     * @param range the frames to analyse; indices and timestamps in the shots still refer to the whole source
     * @param sink takes every shot, in order, on the model's thread; may block, which slows the analysis down
     * @param framesRead receives the number of frames of the range read so far, after each
     * @throws JndException.Interrupted if the thread was interrupted
     * @throws JndException.Input if the video has no frame at all
     * @throws JndException.Usage if it has none in the range
     */
    public void analyse(VideoReader reader, TimeRange range, Consumer<AnalysedShot> sink, LongConsumer framesRead) {
        try (PredictionThread predictions = new PredictionThread(model, reader.info(), cache, sink)) {
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

    /** The state of one pass. Shots are counted from the range's first frame and passed on with the source's numbering. */
    private final class Pass implements FrameView<LazyPicture> {
        private final VideoReader reader;
        private final TimeRange range;
        private final ShotPass<LazyPicture> shots;
        private long origin;
        private long skipped;

        Pass(VideoReader reader, TimeRange range, PredictionThread predictions) {
            this.reader = reader;
            this.range = range;
            this.shots = new ShotPass<LazyPicture>(
                            wanted,
                            reader.info().video().timing().frameRate(),
                            shot -> predictions.submit(shot.later(skipped)))
                    .discarding(LazyPicture::discard)
                    .noting(looks);
        }

        /** Returns the number of frames of the range read so far. */
        long frames() {
            return reader.index() + 1 - skipped;
        }

        /** Reads a frame; returns false at the end of the video or the range. */
        boolean next() {
            if (reader.index() == 0 && skipped == 1) {
                double ticks = range.start()
                        / reader.info().video().timing().timeBase().toDouble();
                reader.skipTowards(origin + (long) ticks);
                skipped = reader.index() + 1;
            }
            if (!reader.next()) {
                return false;
            }
            if (reader.index() == 0) {
                origin = reader.pts();
            }
            double time = reader.info().video().timing().timeBase().seconds(reader.pts() - origin);
            if (range.after(time)) {
                shots.followedAt(reader.pts());
                return false;
            }
            if (range.before(time)) {
                skipped++;
            } else {
                frames.accept(reader);
                shots.push(this);
            }
            return true;
        }

        @Override
        public long pts() {
            return reader.pts();
        }

        @Override
        public long duration() {
            return reader.duration();
        }

        @Override
        public boolean keyFrame() {
            return reader.keyFrame();
        }

        @Override
        public LumaImage luma() {
            return reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT);
        }

        @Override
        public LazyPicture picture() {
            return reader.pendingPicture();
        }

        void finish() {
            if (reader.index() < 0) {
                throw new JndException.Input(reader.info().file() + " has no frame that can be decoded");
            }
            if (shots.frames() == 0) {
                throw nothingInRange();
            }
            shots.finish();
        }

        private JndException nothingInRange() {
            double last = reader.info().video().timing().timeBase().seconds(reader.pts() - origin);
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
    }
}
