package io.jndencode.farm.encode;

import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.analysis.FarmAnalysis;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.AnalysedSource;
import io.jndencode.ladder.LadderJob;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.readahead.FrameViews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plans a ladder on a farm: tasks find the shots and predict the levels of all rungs, each from one decoding for all of them. Where the video
 * cannot be cut, this machine does it; the plan is the same.
 */
public final class LadderPlanning {
    private final Request request;
    private final JndModel model;
    private final CommandRunner runner;
    private final Consumer<FarmProgress> listener;

    /**
     * What to plan.
     *
     * @param ladder the ladder, with the plan's folder as its output
     * @param output the ladder's folder, beside which the tasks work
     * @param modelName as the machines of the farm find the model
     * @param program the words that start jnd-encode on the machines
     * @param seconds the shortest part of the video that is worth a task
     */
    public record Request(LadderRequest ladder, Path output, String modelName, List<String> program, double seconds) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /**
     * A plan that is not made yet.
     *
     * @param model the one that {@code request.modelName()} names; stays the caller's
     * @param runner stays the caller's
     */
    public LadderPlanning(Request request, JndModel model, CommandRunner runner, Consumer<FarmProgress> listener) {
        this.request = request;
        this.model = model;
        this.runner = runner;
        this.listener = listener;
    }

    /** Makes the plan. */
    public LadderPlan run(Consumer<LadderProgress> here) {
        listener.accept(new FarmProgress.Analysing());
        return new LadderJob(request.ladder(), model, here).plan(this::analyse);
    }

    private List<AnalysedSource> analyse(List<MediaInfo> rungs) {
        MediaInfo whole = request.ladder().picture().filtered();
        List<MediaInfo> pictures = new ArrayList<>(List.of(whole));
        pictures.addAll(rungs);
        if (!pictures.stream().allMatch(FrameViews::takes)) {
            listener.accept(new FarmProgress.AnalysedAlone("it is filtered by what remembers other frames"));
            return List.of();
        }
        FarmAnalysis.Request parts = new FarmAnalysis.Request(
                whole.file().toAbsolutePath(),
                request.ladder().preset(),
                request.modelName(),
                request.program(),
                FarmJob.folder(request.output()),
                request.seconds(),
                pictures.stream().map(MediaInfo::filterChain).toList());
        FarmAnalysis.Outcome outcome =
                new FarmAnalysis(parts, runner, event -> listener.accept(new FarmProgress.Task(event))).run(model);
        if (outcome instanceof FarmAnalysis.Outcome.Found found) {
            listener.accept(new FarmProgress.Analysed(found.parts(), found.groups(), found.work()));
            return found.pictures();
        }
        listener.accept(new FarmProgress.AnalysedAlone(((FarmAnalysis.Outcome.OneMachine) outcome).reason()));
        return List.of();
    }
}
