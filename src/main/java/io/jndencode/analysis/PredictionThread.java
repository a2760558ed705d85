package io.jndencode.analysis;

import io.jndencode.JndException;
import io.jndencode.MachineError;
import io.jndencode.Workers;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.picture.LazyPicture;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges closed shots one after the other beside the decoder; a few may wait, then the submitter does. */
final class PredictionThread implements AutoCloseable {
    /** Closed shots that may wait: their sampled frames are what the analysis keeps in memory. */
    private static final int WAITING = 4;

    private final JndModel model;
    private final SourceSize source;
    private final ModelInputRenderer viewer;
    private final PredictionCache recall;
    private final Consumer<AnalysedShot> sink;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "jnd-prediction"));
    private final Semaphore room = new Semaphore(WAITING);
    private volatile @Nullable RuntimeException failure;

    PredictionThread(JndModel model, MediaInfo source, PredictionCache recall, Consumer<AnalysedShot> sink) {
        this.model = model;
        this.source = SourceSize.of(source);
        this.viewer = ModelInputRenderer.of(source.video());
        this.recall = recall;
        this.sink = sink;
    }

    /** Hands a shot over; fails with what an earlier one failed with. */
    void submit(DetectedShot<LazyPicture> closed) {
        take(1);
        thread.execute(() -> {
            try {
                if (failure == null) {
                    judge(closed);
                }
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                failure = MachineError.of(e, "judging shot " + closed.shot().index());
            } finally {
                room.release();
            }
        });
    }

    /** Waits until every shot has come out. */
    void finish() {
        take(WAITING);
    }

    private void judge(DetectedShot<LazyPicture> closed) {
        JndPrediction known = recall.of(closed.sampledFrames());
        sink.accept(closed.judged(known != null ? known : model.predict(seen(closed), source)));
        closed.samples().forEach(sample -> sample.each(LazyPicture::discard));
    }

    /** What the model sees of a shot. */
    private List<FramePair> seen(DetectedShot<LazyPicture> shot) {
        return shot.samples().stream()
                .map(sample -> FramePair.of(sample.picture().get(), shown(sample.previous()), viewer, model))
                .toList();
    }

    private static @Nullable SourcePicture shown(@Nullable LazyPicture picture) {
        return picture == null ? null : picture.get();
    }

    private void take(int places) {
        try {
            room.acquire(places);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while judging shots");
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** Stops what still runs and waits for it, because the model may be closed afterwards. */
    @Override
    public void close() {
        Workers.end(thread);
        viewer.close();
    }
}
