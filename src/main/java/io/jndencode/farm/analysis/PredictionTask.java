package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges some shots of a video: the second kind of task in a farm's analysis. Decodes the chosen frames, and only as
 * much as is needed to reach them, and runs the model.
 *
 * <p>May be run again and by several machines at once, like {@link RangeScan}.
 */
public final class PredictionTask {
    private static final String REVISION = "judge 3";

    private final Path source;
    private final Path list;
    private final Path file;

    /**
     * @param source the video
     * @param list file with the frames of the shots to judge
     * @param file file for the model's predictions
     */
    public PredictionTask(Path source, Path list, Path file) {
        this.source = source;
        this.list = list;
        this.file = file;
    }

    /** Returns whether a file was written by such a task and may be replaced. */
    public static boolean isReplaceable(Path file) {
        return PredictionRequest.Result.isOne(file);
    }

    /** Runs the task; returns true if it had been done before. The caller closes the model. */
    public boolean run(JndModel model) {
        PredictionRequest shots = PredictionRequest.read(list);
        if (!shots.model().equals(model.sha256())) {
            throw new JndException.Model(
                    "the model " + model.file() + " of this machine is not the one the shots are to be"
                            + " judged by: install the same on all machines, or name a file that all see");
        }
        String key = key(TaskKey.on(source), shots);
        if (PredictionRequest.Result.read(file, key).isPresent()) {
            return true;
        }
        List<ShotPrediction> predictions = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1));
                ModelInputRenderer renderer =
                        ModelInputRenderer.of(reader.info().video())) {
            SourceSize size = SourceSize.of(reader.info());
            for (PredictionRequest.Shot shot : shots.shots()) {
                predictions.add(ShotPrediction.of(model, pictures(reader, renderer, shot, model), size));
            }
        }
        new PredictionRequest.Result(key, predictions).write(file);
        return false;
    }

    /** Returns the key of this work. */
    static String key(TaskKey video, PredictionRequest shots) {
        return video.of(REVISION, JndModel.runtimeVersion(), shots.text());
    }

    private static List<FramePair> pictures(
            VideoReader reader, ModelInputRenderer renderer, PredictionRequest.Shot shot, JndModel model) {
        List<FramePair> pairs = new ArrayList<>();
        for (PredictionRequest.Sample sample : shot.samples()) {
            PredictionRequest.Place before = sample.previous();
            SourcePicture previous = before == null ? null : picture(reader, before);
            pairs.add(FramePair.of(picture(reader, sample.frame()), previous, renderer, model));
        }
        return pairs;
    }

    private static SourcePicture picture(VideoReader reader, PredictionRequest.Place place) {
        if (reader.index() < 0 || place.key() > reader.pts() || place.pts() < reader.pts()) {
            reader.seekTo(place.pts(), place.frame());
        }
        while (reader.pts() < place.pts() && reader.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while judging shots");
            }
        }
        if (reader.pts() != place.pts()) {
            throw new JndException.Input("%s has no frame at timestamp %d; was it changed since it was looked at?"
                    .formatted(reader.info().file(), place.pts()));
        }
        return reader.picture();
    }
}
