package io.jndencode.analysis;

import io.jndencode.BoundedTasks;
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

/** Predicts final shots one after the other on its own thread beside the decoder; when too many are waiting, the submitter blocks. */
final class PredictionThread implements AutoCloseable {
    /** Most shots that may wait: the memory an analysis needs is mainly their sampled frames. */
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

    /** Submits a shot; throws the failure of an earlier one if there was one. */
    void submit(DetectedShot<LazyPicture> closed) {
        tasks.submit("judging shot " + closed.shot().index(), () -> judge(closed));
    }

    /** Waits until every shot has been passed on. */
    void finish() {
        tasks.finish();
    }

    private void judge(DetectedShot<LazyPicture> closed) {
        ShotPrediction known = cache.of(closed.sampledFrames());
        sink.accept(closed.judged(known != null ? known : ShotPrediction.of(model, seen(closed), source)));
        closed.samples().forEach(sample -> sample.each(LazyPicture::discard));
    }

    /** Returns the model's inputs for a shot. */
    private List<FramePair> seen(DetectedShot<LazyPicture> shot) {
        return shot.samples().stream()
                .map(sample -> FramePair.of(sample.picture().get(), shown(sample.previous()), renderer, model))
                .toList();
    }

    private static @Nullable SourcePicture shown(@Nullable LazyPicture picture) {
        return picture == null ? null : picture.get();
    }

    /** Stops the running prediction and waits for it, because the model may be closed afterwards. */
    @Override
    public void close() {
        tasks.close();
        renderer.close();
    }
}
