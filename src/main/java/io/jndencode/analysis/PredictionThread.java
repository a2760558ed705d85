package io.jndencode.analysis;

import io.jndencode.BoundedTasks;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.picture.LazyPicture;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges closed shots one after the other beside the decoder; a few may wait, then the submitter does. */
final class PredictionThread implements AutoCloseable {
    /** Closed shots that may wait: their sampled frames are what the analysis keeps in memory. */
    private static final int WAITING = 4;

    private final JndModel model;
    private final SourceSize source;
    private final ModelInputRenderer renderer;
    private final PredictionCache cache;
    private final Consumer<AnalysedShot> sink;
    private final BoundedTasks tasks = new BoundedTasks("jnd-prediction", "judging shots", 1, WAITING);

    PredictionThread(JndModel model, MediaInfo source, PredictionCache cache, Consumer<AnalysedShot> sink) {
        this.model = model;
        this.source = SourceSize.of(source);
        this.renderer = ModelInputRenderer.of(source.video());
        this.cache = cache;
        this.sink = sink;
    }

    /** Hands a shot over; fails with what an earlier one failed with. */
    void submit(DetectedShot<LazyPicture> closed) {
        tasks.submit("judging shot " + closed.shot().index(), () -> judge(closed));
    }

    /** Waits until every shot has come out. */
    void finish() {
        tasks.finish();
    }

    private void judge(DetectedShot<LazyPicture> closed) {
        JndPrediction known = cache.of(closed.sampledFrames());
        sink.accept(closed.judged(known != null ? known : model.predict(seen(closed), source)));
        closed.samples().forEach(sample -> sample.each(LazyPicture::discard));
    }

    /** What the model sees of a shot. */
    private List<FramePair> seen(DetectedShot<LazyPicture> shot) {
        return shot.samples().stream()
                .map(sample -> FramePair.of(sample.picture().get(), shown(sample.previous()), renderer, model))
                .toList();
    }

    private static @Nullable SourcePicture shown(@Nullable LazyPicture picture) {
        return picture == null ? null : picture.get();
    }

    /** Stops what still runs and waits for it, because the model may be closed afterwards. */
    @Override
    public void close() {
        tasks.close();
        renderer.close();
    }
}
