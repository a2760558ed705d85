package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.media.open.InputRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The tasks of an analysis: their commands, and the files in which they answer. Each can be waited for by itself. */
final class AnalysisTasks {
    private final FarmAnalysis.Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> listener;
    private final FarmStatistics work = new FarmStatistics();
    private final List<CommandRunner.Batch> scans = new ArrayList<>();
    private final List<Judging> judgings = new ArrayList<>();

    /** Shots that are being judged. */
    private record Judging(PredictionRequest list, CommandRunner.Batch batch) {}

    AnalysisTasks(FarmAnalysis.Request request, CommandRunner runner, Consumer<FarmEvent> listener) {
        this.request = request;
        this.runner = runner;
        this.listener = listener;
        FarmJob.makeFolder(request.folder());
    }

    /** Returns how all tasks went so far. */
    FarmStatistics work() {
        return work;
    }

    private CommandRunner.Batch start(int index, List<String> words) {
        List<String> whole = new ArrayList<>(request.program());
        whole.addAll(words);
        whole.addAll(InputRules.current().options());
        return work.start(runner, List.of(new RemoteCommand(whole)), event -> listener.accept(event.at(index)));
    }

    /** Starts to scan a part. */
    void scan(AnalysisRange span) {
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
        if (!request.pictures().equals(List.of(""))) {
            request.pictures().forEach(chain -> words.add("--picture=" + chain));
        }
        words.addAll(List.of("-o", file(span).toString()));
        scans.add(start(span.index(), words));
    }

    private Path file(AnalysisRange span) {
        return request.folder().resolve(String.format(Locale.ROOT, "scan-%06d", span.index()));
    }

    /** Waits until a part is scanned, and returns its file. */
    Path scanned(AnalysisRange span) {
        scans.get(span.index()).await();
        return file(span);
    }

    /** Starts to judge a group of shots. */
    void judge(PredictionRequest list) {
        int group = judgings.size();
        Path file = request.folder().resolve(String.format(Locale.ROOT, "judge-%06d.list", group));
        list.write(file);
        List<String> words = List.of(
                "judge",
                request.source().toString(),
                file.toString(),
                "--model",
                request.modelName(),
                "-o",
                said(group).toString());
        judgings.add(new Judging(list, start(group, words)));
    }

    /** Returns the number of groups. */
    int groups() {
        return judgings.size();
    }

    private Path said(int group) {
        return request.folder().resolve(String.format(Locale.ROOT, "judge-%06d.json", group));
    }

    /** Waits until a group is judged, and returns for each picture the predictions of its shots. */
    List<List<ShotPrediction>> judged(int group, TaskKey video) {
        PredictionRequest list = judgings.get(group).list();
        judgings.get(group).batch().await();
        Path file = said(group);
        return PredictionRequest.Result.read(file, PredictionTask.key(video, list))
                .filter(said -> said.answers(list))
                .orElseThrow(
                        () -> new JndException.Encode(file + " is not what was to be judged: have all machines the same"
                                + " version of jnd-encode and the same " + request.source() + "?"))
                .pictures();
    }

    /** Waits for all that was started, whatever came of it, so that nothing is written behind the caller's back. */
    void settle() {
        scans.forEach(AnalysisTasks::settle);
        judgings.forEach(each -> settle(each.batch()));
    }

    private static void settle(CommandRunner.Batch batch) {
        try {
            batch.await();
        } catch (JndException.Encode e) { // nobody wants what it was for
            return;
        }
    }
}
