package io.jndencode.farm.analysis;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.DetectedShot;
import io.jndencode.analysis.ShotPass;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.AnalysedSource;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.input.KeyFrames;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import io.jndencode.shot.detect.ShotOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds and judges the shots of a video on many machines.
 *
 * <p>The video is cut at key frames. One task per part decodes it and writes, for every frame, the data that shot
 * detection needs. Detection itself is cheap and runs here over all frames in order, exactly as on a single machine, so
 * that borders of parts have no effect. Then tasks judge the shots found, a group of shots each. Of a ladder the same decodings give the
 * pictures of all rungs. If a video cannot be cut safely, the outcome gives the reason instead.
 */
public final class FarmAnalysis {
    private final Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> listener;

    /**
     * The video to analyse, and how.
     *
     * @param source the video, under a path that is valid on all machines
     * @param preset determines the limits of shots and how many frames of each are judged
     * @param modelName the model for the machines, as {@code --model} takes it
     * @param program the command that starts jnd-encode on the machines
     * @param folder folder for the tasks' files, visible to all machines
     * @param seconds duration of the shortest part that is worth a task
     * @param pictures filters of the picture by which shots are found, then of those whose levels are predicted; empty for the video as it
     *     is. Where there is but one, it serves for both
     */
    public record Request(
            Path source,
            Preset preset,
            String modelName,
            List<String> program,
            Path folder,
            double seconds,
            List<String> pictures) {
        public Request {
            program = List.copyOf(program);
            pictures = List.copyOf(pictures);
        }

        /** Returns the filters of the pictures whose levels are predicted. */
        List<String> judged() {
            return pictures.size() == 1 ? pictures : pictures.subList(1, pictures.size());
        }
    }

    /** The result of an analysis. */
    public sealed interface Outcome {
        /**
         * The shots were found.
         *
         * @param pictures the shots with the levels of each picture that was judged
         * @param parts number of tasks that scanned a part of the video
         * @param groups number of tasks that judged shots
         * @param work statistics of the tasks
         */
        record Found(List<AnalysedSource> pictures, int parts, int groups, FarmStatistics work) implements Outcome {
            public Found {
                pictures = List.copyOf(pictures);
            }
        }

        /**
         * The video must be analysed by one machine.
         *
         * @param reason the reason, worded to follow "because"
         */
        record OneMachine(String reason) implements Outcome {}
    }

    /** Creates an analysis; the caller closes the runner. */
    public FarmAnalysis(Request request, CommandRunner runner, Consumer<FarmEvent> listener) {
        this.request = request;
        this.runner = runner;
        this.listener = listener;
    }

    /** Runs the analysis; the caller closes the model. */
    public Outcome run(JndModel model) {
        MediaInfo info = MediaProbe.probe(request.source());
        KeyFrames frames = KeyFrames.of(info);
        if (!frames.doubt().isEmpty()) {
            return new Outcome.OneMachine(frames.doubt());
        }
        List<AnalysisRange> spans =
                AnalysisRange.cut(frames, info.video().timing().timeBase(), request.seconds());
        if (spans.size() < 2) {
            return new Outcome.OneMachine(
                    "it has no two parts of %.0f s that begin with a key frame".formatted(request.seconds()));
        }
        request.preset().keyDistances().check(info.video().timing().frameRate());
        AnalysisTasks tasks = new AnalysisTasks(request, runner, listener);
        spans.forEach(tasks::scan);
        Search search = new Search(tasks, spans, frames, info, model);
        try {
            List<List<AnalysedShot>> shots = judged(tasks, search.run());
            return new Outcome.Found(
                    shots.stream()
                            .map(each ->
                                    new AnalysedSource(each, frames.times().length, frames.times()[0], frames.bytes()))
                            .toList(),
                    spans.size(),
                    tasks.groups(),
                    tasks.work());
        } catch (ScanMerge.ScanMismatch e) {
            tasks.settle();
            return new Outcome.OneMachine(e.reason());
        }
    }

    /** The search for shots over all parts, in this process, while others are still being scanned; has them judged as they are found. */
    private final class Search {
        private final AnalysisTasks tasks;
        private final List<AnalysisRange> spans;
        private final KeyFrames frames;
        private final Rational frameRate;
        private final JndModel model;
        private final ShotGroups groups;

        Search(AnalysisTasks tasks, List<AnalysisRange> spans, KeyFrames frames, MediaInfo info, JndModel model) {
            this.tasks = tasks;
            this.spans = spans;
            this.frames = frames;
            this.frameRate = info.video().timing().frameRate();
            this.model = model;
            this.groups = new ShotGroups(frames, info.video().timing().timeBase(), request.seconds(), this::judge);
        }

        private void judge(List<DetectedShot<Long>> group) {
            tasks.judge(new PredictionRequest(
                    model.sha256(),
                    request.judged(),
                    group.stream()
                            .map(shot -> PredictionRequest.Shot.of(shot, frames))
                            .toList()));
        }

        /** Returns the shots as each of the pictures that are judged shows them. */
        List<List<DetectedShot<Long>>> run() throws ScanMerge.ScanMismatch {
            int pictures = request.pictures().size();
            if (pictures == 1) {
                return walk(0, 1, wanted(null), groups::add);
            }
            // Which frames of a shot are looked at depends on the shortest of all: they must all be known first.
            List<Shot> shots = walk(0, 1, wanted(null), shot -> {}).get(0).stream()
                    .map(DetectedShot::shot)
                    .toList();
            return walk(1, pictures, wanted(shots), groups::add);
        }

        private ShotPass.Wanted wanted(@Nullable List<Shot> given) {
            ShotOptions options = request.preset().shotOptions(frameRate);
            return new ShotPass.Wanted(
                    options, request.preset().shots().samplesPerShot(), given, model.usesPreviousFrame());
        }

        /** Walks through all parts, as some of the pictures; tells of each shot that all of them have. */
        private List<List<DetectedShot<Long>>> walk(
                int from, int to, ShotPass.Wanted wanted, Consumer<DetectedShot<Long>> sink)
                throws ScanMerge.ScanMismatch {
            List<List<DetectedShot<Long>>> found = new ArrayList<>();
            List<ScanMerge.Feed> feeds = new ArrayList<>();
            for (int picture = from; picture < to; picture++) {
                List<DetectedShot<Long>> shots = new ArrayList<>();
                boolean last = picture + 1 == to;
                found.add(shots);
                feeds.add(new ScanMerge.Feed(picture, new ShotPass<>(wanted, frameRate, shot -> {
                    shots.add(shot);
                    if (last) {
                        same(shot, found);
                        sink.accept(shot);
                    }
                })));
            }
            new ScanMerge(request.source(), frames, request.pictures(), feeds).run(spans, tasks::scanned);
            groups.finish();
            return found;
        }

        /** Checks what is sure by construction: that all pictures are judged by the same frames. */
        private static void same(DetectedShot<Long> shot, List<List<DetectedShot<Long>>> found) {
            for (List<DetectedShot<Long>> other : found) {
                if (!other.get(shot.shot().index()).samples().equals(shot.samples())) {
                    throw new IllegalStateException("rungs are judged by different frames of "
                            + shot.shot().frames());
                }
            }
        }
    }

    /** Returns the shots of each picture with their levels. */
    private List<List<AnalysedShot>> judged(AnalysisTasks tasks, List<List<DetectedShot<Long>>> found) {
        TaskKey video = TaskKey.on(request.source());
        List<List<AnalysedShot>> judged = new ArrayList<>();
        found.forEach(picture -> judged.add(new ArrayList<>()));
        for (int group = 0; group < tasks.groups(); group++) {
            List<List<ShotPrediction>> said = tasks.judged(group, video);
            for (int picture = 0; picture < found.size(); picture++) {
                List<AnalysedShot> shots = judged.get(picture);
                for (ShotPrediction prediction : said.get(picture)) {
                    shots.add(found.get(picture).get(shots.size()).judged(prediction));
                }
            }
        }
        return judged;
    }
}
