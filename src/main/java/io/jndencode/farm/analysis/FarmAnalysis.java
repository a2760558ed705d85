package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.DetectedShot;
import io.jndencode.analysis.ShotPass;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.jnd.JndPrediction;
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
 * Finds and judges the shots of a video by many machines.
 *
 * <p>The video is cut at key frames. A task a part decodes it and writes of every frame what the search for shots wants; the search
 * itself, which is cheap, then runs here over all frames in order, the very one of a single machine, so that no border shows. Then tasks
 * judge the shots found, some at a time. Where a video cannot be cut safely, nothing is found here, and why is said.
 */
public final class FarmAnalysis {
    private final Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> listener;

    /**
     * What to analyse and how.
     *
     * @param source the video, under the path that all machines know
     * @param preset says what counts as a shot and how many frames of one are looked at
     * @param modelName how the machines find the model, as {@code --model} takes it
     * @param program how jnd-encode is started on the machines
     * @param folder takes the tasks' files; seen by all machines
     * @param seconds shortest part of the video that is worth a task
     */
    public record Request(
            Path source, Preset preset, String modelName, List<String> program, Path folder, double seconds) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The shots.
         *
         * @param parts tasks that looked at a part of the video
         * @param groups tasks that judged shots
         * @param work what the tasks took
         */
        record Found(AnalysedSource analysed, int parts, int groups, FarmStatistics work) implements Outcome {}

        /**
         * The video is to be analysed by one machine.
         *
         * @param reason why, to be continued from "because"
         */
        record OneMachine(String reason) implements Outcome {}
    }

    /** An analysis; the runner stays the caller's. */
    public FarmAnalysis(Request request, CommandRunner runner, Consumer<FarmEvent> listener) {
        this.request = request;
        this.runner = runner;
        this.listener = listener;
    }

    /** Does it; the model stays the caller's. */
    public Outcome run(JndModel model) {
        MediaInfo info = MediaProbe.probe(request.source());
        KeyFrames frames = KeyFrames.of(info);
        if (!frames.doubt().isEmpty()) {
            return new Outcome.OneMachine(frames.doubt());
        }
        List<AnalysisRange> spans = AnalysisRange.cut(frames, info.video().timeBase(), request.seconds());
        if (spans.size() < 2) {
            return new Outcome.OneMachine(
                    "it has no two parts of %.0f s that begin with a key frame".formatted(request.seconds()));
        }
        makeFolder();
        FarmStatistics work = new FarmStatistics();
        work.run(runner, spans.stream().map(this::scanCommand).toList(), listener);
        try {
            List<DetectedShot<Long>> found = search(spans, frames, info.video().frameRate(), model.usesPreviousFrame());
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

    /** The search for shots over all parts, here. */
    private List<DetectedShot<Long>> search(
            List<AnalysisRange> spans, KeyFrames frames, Rational frameRate, boolean looksBack)
            throws ScanMerge.ScanMismatch {
        List<DetectedShot<Long>> found = new ArrayList<>();
        ShotOptions options = new ShotOptions(
                request.preset().minShotSeconds(), request.preset().maxShotFrames());
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

    /** Shots that lie together, so that the frames between are decoded once: a group begins where the last has lasted long enough. */
    private List<List<DetectedShot<Long>>> groups(List<DetectedShot<Long>> shots, KeyFrames frames, MediaInfo info) {
        List<List<DetectedShot<Long>>> groups = new ArrayList<>();
        long begun = 0;
        for (DetectedShot<Long> shot : shots) {
            long from = frames.before(shot.pts()[0]);
            if (groups.isEmpty() || info.video().timeBase().seconds(from - begun) >= request.seconds()) {
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
            List<JndPrediction> said = said(i, PredictionTask.key(video, lists.get(i)), lists.get(i));
            for (int j = 0; j < said.size(); j++) {
                judged.add(groups.get(i).get(j).judged(said.get(j)));
            }
        }
        return judged;
    }

    private Path saidFile(int group) {
        return request.folder().resolve(String.format(Locale.ROOT, "judge-%06d.json", group));
    }

    private List<JndPrediction> said(int group, String key, PredictionRequest list) {
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
