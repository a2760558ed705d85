package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.encode.TaskKey;
import io.jndencode.jnd.FramePair;
import io.jndencode.jnd.JndModel;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.SourceSize;
import io.jndencode.media.PairViewer;
import io.jndencode.media.ReaderOptions;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges some shots of a video: the second kind of task of a farm's analysis. Decodes the frames that were chosen, and no more than the
 * way to them, and asks the model.
 *
 * <p>May be run again and by several machines at once, as {@link RangeScan}.
 */
public final class ShotJudge {
    private static final String REVISION = "judge 2";

    private final Path source;
    private final Path list;
    private final Path file;

    /**
     * @param source the video
     * @param list says which frames of which shots
     * @param file takes what the model says
     */
    public ShotJudge(Path source, Path list, Path file) {
        this.source = source;
        this.list = list;
        this.file = file;
    }

    /** Whether a file is what such a task wrote, and may be made again. */
    public static boolean isReplaceable(Path file) {
        return JudgeList.Said.isOne(file);
    }

    /** Does it; true if it was done before. The model stays the caller's. */
    public boolean run(JndModel model) {
        JudgeList shots = JudgeList.read(list);
        if (!shots.model().equals(model.sha256())) {
            throw new JndException.Model(
                    "the model " + model.file() + " of this machine is not the one the shots are to be"
                            + " judged by: install the same on all machines, or name a file that all see");
        }
        String key = key(TaskKey.on(source), shots);
        if (JudgeList.Said.read(file, key).isPresent()) {
            return true;
        }
        List<JndPrediction> predictions = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1));
                PairViewer viewer = PairViewer.of(reader.info().video())) {
            SourceSize size = SourceSize.of(reader.info());
            for (JudgeList.Wanted shot : shots.shots()) {
                predictions.add(model.predict(pictures(reader, viewer, shot, model), size));
            }
        }
        new JudgeList.Said(key, predictions).write(file);
        return false;
    }

    /** The work's name. */
    static String key(TaskKey video, JudgeList shots) {
        return video.of(REVISION, JndModel.runtimeVersion(), shots.text());
    }

    private static List<FramePair> pictures(
            VideoReader reader, PairViewer viewer, JudgeList.Wanted shot, JndModel model) {
        List<FramePair> pairs = new ArrayList<>();
        for (JudgeList.Sample sample : shot.samples()) {
            JudgeList.Place before = sample.previous();
            SourcePicture previous = before == null ? null : picture(reader, before);
            pairs.add(FramePair.of(picture(reader, sample.frame()), previous, viewer, model));
        }
        return pairs;
    }

    private static SourcePicture picture(VideoReader reader, JudgeList.Place place) {
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
