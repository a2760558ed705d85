package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.FrameViews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges some shots of a video: the second kind of task in a farm's analysis. Decodes the chosen frames once, and only as much as is needed
 * to reach them, and runs the model on each of the pictures that are made of them.
 *
 * <p>May be run again and by several machines at once, like {@link RangeScan}.
 */
public final class PredictionTask {
    private static final String REVISION = "judge 4";

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
        MediaInfo info = MediaProbe.probe(source);
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1));
                Eyes eyes = new Eyes(reader, PictureChains.of(info, shots.pictures()), model)) {
            shots.shots().forEach(eyes::judge);
            new PredictionRequest.Result(key, eyes.predictions).write(file);
        }
        return false;
    }

    /** Returns the key of this work. */
    static String key(TaskKey video, PredictionRequest shots) {
        return video.of(REVISION, JndModel.runtimeVersion(), shots.text());
    }

    /** The model's looks at several pictures of the same frames. */
    private static final class Eyes implements AutoCloseable {
        private final VideoReader reader;
        private final JndModel model;
        private final FrameViews views;
        private final List<ModelInputRenderer> renderers = new ArrayList<>();
        private final List<SourceSize> sizes = new ArrayList<>();
        final List<List<ShotPrediction>> predictions = new ArrayList<>();

        Eyes(VideoReader reader, List<MediaInfo> pictures, JndModel model) {
            this.reader = reader;
            this.model = model;
            this.views = new FrameViews(reader, pictures);
            for (MediaInfo picture : pictures) {
                renderers.add(ModelInputRenderer.of(picture.video()));
                sizes.add(SourceSize.of(picture));
                predictions.add(new ArrayList<>());
            }
        }

        void judge(PredictionRequest.Shot shot) {
            List<List<FramePair>> seen = new ArrayList<>();
            renderers.forEach(each -> seen.add(new ArrayList<>()));
            for (PredictionRequest.Sample sample : shot.samples()) {
                PredictionRequest.Place before = sample.previous();
                List<SourcePicture> previous = before == null ? List.of() : pictures(before);
                List<SourcePicture> frame = pictures(sample.frame());
                for (int i = 0; i < renderers.size(); i++) {
                    SourcePicture earlier = before == null ? null : previous.get(i);
                    seen.get(i).add(FramePair.of(frame.get(i), earlier, renderers.get(i), model));
                }
            }
            for (int i = 0; i < renderers.size(); i++) {
                predictions.get(i).add(ShotPrediction.of(model, seen.get(i), sizes.get(i)));
            }
        }

        private List<SourcePicture> pictures(PredictionRequest.Place place) {
            reach(reader, place);
            return views.show().stream().map(VideoReader::picture).toList();
        }

        @Override
        public void close() {
            renderers.forEach(ModelInputRenderer::close);
            views.close();
        }
    }

    private static void reach(VideoReader reader, PredictionRequest.Place place) {
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
    }
}
