package io.jndencode.job.series;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.encode.shot.Alongside;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.Analysis;
import io.jndencode.job.JobRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.shot.alike.ShotLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One video of a series with its shots.
 *
 * @param shots all of them, in order
 * @param remarks sentences on what of the source was mended or is missing
 */
public record Episode(List<SeriesShot> shots, List<String> remarks) {
    public Episode {
        shots = List.copyOf(shots);
        remarks = List.copyOf(remarks);
    }

    /**
     * Analyses a video in the folder of the output that is to be made, where the job that plans it finds all of that again without reading
     * the video.
     *
     * @param request {@link JobRequest#plannedFor} says where
     * @param listener is told of frames that are read
     */
    public static Episode analysed(JobRequest request, MediaInfo source, JndModel model, Consumer<Progress> listener) {
        Resources work = request.work();
        Resources kept = new Resources(work.workers(), work.tempDir(), true, work.resume());
        WorkFolder.Job job = new WorkFolder.Job(source, Objects.requireNonNull(request.plannedFor()), kept, false);
        listener.accept(new Progress.Opened(source, request.range().frames(source)));
        try (WorkFolder folder = WorkFolder.open(job, event -> {})) {
            Analysis analysis = new Analysis(request, source, model, folder, Alongside.nobody()).noting();
            Shots shots = new Shots(listener);
            analysis.run(shots);
            folder.checkSource();
            Map<Integer, ShotLook> looks = analysis.looks();
            return new Episode(
                    shots.found.stream()
                            .map(shot -> of(shot, looks.get(shot.shot().index())))
                            .toList(),
                    shots.remarks);
        }
    }

    private static SeriesShot of(AnalysedShot shot, @Nullable ShotLook look) {
        return new SeriesShot(
                shot.shot().index(), look, shot.jnd(), shot.sampledFrames().size(), false);
    }

    /** Returns a video that is encoded already, as far as its sidecar says what its shots look like. */
    public static Episode encoded(Sidecar sidecar) {
        List<SeriesShot> shots = new ArrayList<>();
        for (SidecarShot shot : sidecar.shots()) {
            JndPrediction levels = shot.levels();
            if (levels != null && shot.look().isPresent()) {
                shots.add(new SeriesShot(shot.index(), shot.look().get(), levels, 1, true));
            }
        }
        return new Episode(shots, List.of());
    }

    /** Receives the shots of an analysis. */
    private static final class Shots implements Analysis.Sink {
        private final List<AnalysedShot> found = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Consumer<Progress> listener;

        Shots(Consumer<Progress> listener) {
            this.listener = listener;
        }

        @Override
        public void shot(AnalysedShot shot) {
            found.add(shot);
        }

        @Override
        public void frame(VideoReader reader) {
            // Nothing is encoded yet.
        }

        @Override
        public void framesRead(long frames, long codedBytes, boolean repaired) {
            listener.accept(new Progress.FramesRead(frames, codedBytes));
        }

        @Override
        public void remark(String sentence) {
            remarks.add(sentence);
        }
    }
}
