package io.jndencode.farm;

import io.jndencode.farm.jobs.JobList;
import io.jndencode.farm.jobs.TaskSize;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRecord;
import io.jndencode.ladder.LadderStitch;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes a planned ladder on many machines, a task for shots in all their rungs, and joins and packages it on this one: the files are those
 * a single machine makes. Its folder is that of a {@link FarmJob}.
 */
public final class LadderFarm {
    private final Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> tasks;
    private final FarmStatistics tally = new FarmStatistics();
    private int handedOut;

    /**
     * What to encode.
     *
     * @param plan the file of the plan, which all machines see
     * @param source its video
     * @param output the folder to create
     * @param program the command that starts jnd-encode on the machines
     * @param size the least work of a task
     */
    public record Request(Path plan, Path source, Path output, List<String> program, TaskSize size) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /** Creates a job; the caller closes the runner. */
    public LadderFarm(Request request, CommandRunner runner, Consumer<FarmEvent> tasks) {
        this.request = request;
        this.runner = runner;
        this.tasks = tasks;
    }

    /** Encodes and joins. */
    public LadderRecord run(Consumer<LadderProgress> listener) {
        LadderPlan plan = LadderPlan.read(request.plan());
        Path folder = FarmJob.folder(request.output());
        JobList jobs = JobList.of(
                plan.sidecars(),
                new JobList.Layout(
                        request.program(), request.plan(), request.source(), folder, request.output(), plan.names()),
                request.size(),
                runner.places());
        handedOut = jobs.tasks().size();
        tally.run(
                runner,
                jobs.tasks().stream()
                        .map(task -> new RemoteCommand(task.command().words()))
                        .toList(),
                tasks);
        LadderRecord record = new LadderStitch(
                        new LadderStitch.Request(
                                plan,
                                request.source(),
                                (rung, shot) -> JobList.Layout.segment(folder.resolve(rung.name()), shot),
                                request.output()),
                        listener)
                .run();
        FarmJob.remove(folder);
        return record;
    }

    /** Returns how many tasks there were. */
    public int tasks() {
        return handedOut;
    }

    /** Returns how they went. */
    public FarmStatistics work() {
        return tally;
    }
}
