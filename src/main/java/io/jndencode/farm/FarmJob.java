package io.jndencode.farm;

import io.jndencode.JndException;
import io.jndencode.farm.jobs.JobList;
import io.jndencode.farm.jobs.TaskSize;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.file.FileName;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.StitchJob;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Encodes a planned video on many machines: tasks of one shot or a few, the longest first, then the join on this machine. The
 * output is bit for bit the one a single machine makes.
 *
 * <p>Its folder {@code .NAME.farm} beside the output must be seen by all machines under the same path, as must the
 * source. It stays when the job fails, and the next run for the same output reuses the segments that are still valid.
 */
public final class FarmJob {
    private final Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> listener;

    /**
     * What to encode.
     *
     * @param sidecar the plan; names its video by a path that is valid on all machines
     * @param source its video
     * @param output the encoded video
     * @param overwrite whether it may replace a file
     * @param program the command that starts jnd-encode on the machines
     * @param size the least work of a task
     */
    public record Request(
            Sidecar sidecar, Path source, Path output, boolean overwrite, List<String> program, TaskSize size) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /**
     * The result of the job.
     *
     * @param outcome the plan and the sidecar with results
     * @param warnings one sentence for each stream of the source that could not be kept
     * @param tasks number of tasks run
     * @param work statistics of the tasks
     */
    public record Result(JobOutcome outcome, List<String> warnings, int tasks, FarmStatistics work) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /** Creates a job; the caller closes the runner. */
    public FarmJob(Request request, CommandRunner runner, Consumer<FarmEvent> listener) {
        this.request = request;
        this.runner = runner;
        this.listener = listener;
    }

    /** Encodes the shots, joins them and returns the result. */
    public Result run() {
        Path folder = folder(request.output());
        Path plan = folder.resolve("plan.json");
        makeFolder(folder);
        SidecarFile.write(request.sidecar(), plan);
        JobList jobs = JobList.of(
                List.of(request.sidecar()),
                new JobList.Layout(request.program(), plan, request.source(), folder, request.output()),
                request.size(),
                runner.places());
        FarmStatistics tally = new FarmStatistics();
        tally.run(
                runner,
                jobs.tasks().stream()
                        .map(task -> new RemoteCommand(task.command().words()))
                        .toList(),
                listener);
        StitchJob.Joined joined = stitch(jobs);
        remove(folder);
        return new Result(joined.outcome(), joined.warnings(), jobs.tasks().size(), tally);
    }

    private StitchJob.Joined stitch(JobList jobs) {
        List<Path> segments = IntStream.range(0, jobs.frames().size())
                .boxed()
                .flatMap(shot -> jobs.layout().segments(shot).stream())
                .toList();
        return new StitchJob(new StitchJob.Request(
                        request.sidecar(), request.source(), segments, request.output(), request.overwrite()))
                .run();
    }

    /** Returns the folder for all work on an output until it is complete. */
    public static Path folder(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(FileName.of(".", String.valueOf(whole.getFileName()), ".farm"));
    }

    /** Returns whether a file lies in such a folder or in one of its folders, where all files are the farm's own. */
    public static boolean isOwn(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && (isOne(folder) || (folder.getParent() != null && isOne(folder.getParent())));
    }

    private static boolean isOne(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(".") && name.endsWith(".farm");
    }

    /** Makes a folder, and those above it. */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Removes such a folder, if it is there, with all that is in it. */
    public static void remove(Path folder) {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) { // which follows no links
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
