package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.DetectedShot;
import io.jndencode.analysis.ShotPass;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.AnalysedSource;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.input.KeyFrames;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.InputRules;
import io.jndencode.plan.Preset;
import io.jndencode.shot.detect.ShotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds and judges the shots of a video on many machines.
 *
 * <p>The video is cut at key frames. One task per part decodes it and writes, for every frame, the data that shot
 * detection needs. Detection itself is cheap and runs here over all frames in order, exactly as on a single machine, so
 * that borders of parts have no effect. Then tasks judge the shots found, a group of shots each. If a video cannot be
 * cut safely, the outcome gives the reason instead.
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
     */
    public record Request(
            Path source, Preset preset, String modelName, List<String> program, Path folder, double seconds) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /** The result of an analysis. */
    public sealed interface Outcome {
        /**
         * The shots were found.
         *
         * @param parts number of tasks that scanned a part of the video
         * @param groups number of tasks that judged shots
         * @param work statistics of the tasks
         */
        record Found(AnalysedSource analysed, int parts, int groups, FarmStatistics work) implements Outcome {}

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
        makeFolder();
        request.preset().keyDistances().check(info.video().timing().frameRate());
        FarmStatistics work = new FarmStatistics();
        work.run(runner, spans.stream().map(this::scanCommand).toList(), listener);
        try {
            List<DetectedShot<Long>> found =
                    search(spans, frames, info.video().timing().frameRate(), model.usesPreviousFrame());
            List<List<DetectedShot<Long>>> groups = groups(found, frames, info);
            List<AnalysedShot> shots = judge(groups, frames, model, work);
            return new Outcome.Found(
                    new AnalysedSource(shots, frames.times().length, frames.times()[0], frames.bytes()),
                    spans.size(),
                    groups.size(),
                    work);
        } catch (ScanMerge.ScanMismatch e) {
            return new Outcome.OneMachine(e.reason());
        }
    }

    /** Detects shots over all parts, in this process. */
    private List<DetectedShot<Long>> search(
            List<AnalysisRange> spans, KeyFrames frames, Rational frameRate, boolean looksBack)
            throws ScanMerge.ScanMismatch {
        List<DetectedShot<Long>> found = new ArrayList<>();
        ShotOptions options = request.preset().shots(frameRate);
        ShotPass.Wanted wanted = new ShotPass.Wanted(options, request.preset().samplesPerShot(), null, looksBack);
        new ScanMerge(request.source(), frames, new ShotPass<>(wanted, frameRate, found::add))
                .run(spans, this::scanFile);
        return found;
    }

    private Path scanFile(AnalysisRange span) {
        return request.folder().resolve(String.format(Locale.ROOT, "scan-%06d", span.index()));
    }

    private RemoteCommand scanCommand(AnalysisRange span) {
        List<String> words = new ArrayList<>(List.of(
                "scan",
                request.source().toString(),
                "--part",
                String.valueOf(span.index()),
                "--first-frame",
                String.valueOf(span.firstFrame()),
                "--from",
                String.valueOf(span.from())));
        if (span.to() != AnalysisRange.END) {
            words.addAll(List.of("--to", String.valueOf(span.to())));
        }
        words.addAll(List.of("-o", scanFile(span).toString()));
        return command(words);
    }

    private RemoteCommand command(List<String> words) {
        List<String> whole = new ArrayList<>(request.program());
        whole.addAll(words);
        whole.addAll(InputRules.current().options());
        return new RemoteCommand(whole);
    }

    /**
     * Groups neighbouring shots, so that the frames between them are decoded once: a new group begins as soon as the
     * last one is long enough.
     */
    private List<List<DetectedShot<Long>>> groups(List<DetectedShot<Long>> shots, KeyFrames frames, MediaInfo info) {
        List<List<DetectedShot<Long>>> groups = new ArrayList<>();
        long begun = 0;
        for (DetectedShot<Long> shot : shots) {
            long from = frames.before(shot.pts()[0]);
            if (groups.isEmpty() || info.video().timing().timeBase().seconds(from - begun) >= request.seconds()) {
                groups.add(new ArrayList<>());
                begun = from;
            }
            groups.get(groups.size() - 1).add(shot);
        }
        return groups;
    }

    private List<AnalysedShot> judge(
            List<List<DetectedShot<Long>>> groups, KeyFrames frames, JndModel model, FarmStatistics work) {
        List<PredictionRequest> lists = groups.stream()
                .map(shots -> new PredictionRequest(
                        model.sha256(),
                        shots.stream()
                                .map(shot -> PredictionRequest.Shot.of(shot, frames))
                                .toList()))
                .toList();
        List<RemoteCommand> commands = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            Path list = request.folder().resolve(String.format(Locale.ROOT, "judge-%06d.list", i));
            lists.get(i).write(list);
            commands.add(command(List.of(
                    "judge",
                    request.source().toString(),
                    list.toString(),
                    "--model",
                    request.modelName(),
                    "-o",
                    saidFile(i).toString())));
        }
        work.run(runner, commands, listener);
        TaskKey video = TaskKey.on(request.source());
        List<AnalysedShot> judged = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            List<ShotPrediction> said = said(i, PredictionTask.key(video, lists.get(i)), lists.get(i));
            for (int j = 0; j < said.size(); j++) {
                judged.add(groups.get(i).get(j).judged(said.get(j)));
            }
        }
        return judged;
    }

    private Path saidFile(int group) {
        return request.folder().resolve(String.format(Locale.ROOT, "judge-%06d.json", group));
    }

    private List<ShotPrediction> said(int group, String key, PredictionRequest list) {
        Path file = saidFile(group);
        return PredictionRequest.Result.read(file, key)
                .filter(said -> said.shots().size() == list.shots().size())
                .orElseThrow(
                        () -> new JndException.Encode(file + " is not what was to be judged: have all machines the same"
                                + " version of jnd-encode and the same " + request.source() + "?"))
                .shots();
    }

    private void makeFolder() {
        try {
            Files.createDirectories(request.folder());
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder " + request.folder() + ": " + e.getMessage(), e);
        }
    }
}
