package io.jndencode.farm;

import io.jndencode.FileName;
import io.jndencode.JndException;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.StitchJob;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Encodes a planned video by many machines: a task a shot, the longest first, then the join on this one. The output is, bit for bit,
 * what one machine makes.
 *
 * <p>Its folder {@code .NAME.farm} beside the output must be seen by all machines under the same path, as must the source. It stays
 * when the job fails, and the next run for the same output takes the segments that are still right.
 */
public final class FarmJob {
    private final Request request;
    private final CommandRunner runner;
    private final Consumer<FarmEvent> listener;

    /**
     * What to encode.
     *
     * @param sidecar the plan; names its video by a path that the machines know
     * @param source its video
     * @param output the encoded video
     * @param overwrite whether it may replace a file
     * @param program how jnd-encode is started on the machines
     */
    public record Request(Sidecar sidecar, Path source, Path output, boolean overwrite, List<String> program) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /**
     * What came of it.
     *
     * @param outcome the plan and the sidecar with results
     * @param warnings one sentence for each stream of the source that could not be kept
     * @param tasks how many were run
     * @param work what they took
     */
    public record Result(JobOutcome outcome, List<String> warnings, int tasks, FarmStatistics work) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /** A job; the runner stays the caller's. */
    public FarmJob(Request request, CommandRunner runner, Consumer<FarmEvent> listener) {
        this.request = request;
        this.runner = runner;
        this.listener = listener;
    }

    /** Does it. */
    public Result run() {
        Path folder = folder(request.output());
        Path plan = folder.resolve("plan.json");
        makeFolder(folder);
        SidecarFile.write(request.sidecar(), plan);
        JobList jobs = JobList.of(
                request.sidecar(),
                new JobList.Layout(request.program(), plan, request.source(), folder, request.output()));
        FarmStatistics tally = new FarmStatistics();
        tally.run(
                runner,
                jobs.shots().stream()
                        .map(shot -> new RemoteCommand(shot.command().words()))
                        .toList(),
                listener);
        StitchJob.Joined joined = stitch(jobs);
        remove(folder);
        return new Result(joined.outcome(), joined.warnings(), jobs.shots().size(), tally);
    }

    private StitchJob.Joined stitch(JobList jobs) {
        List<Path> segments = new ArrayList<>();
        jobs.shots().stream()
                .sorted(Comparator.comparingInt(JobList.Shot::index))
                .forEach(shot -> segments.add(shot.segment()));
        return new StitchJob(new StitchJob.Request(
                        request.sidecar(), request.source(), segments, request.output(), request.overwrite()))
                .run();
    }

    /** Where all files of the work on an output are kept until it is complete. */
    public static Path folder(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(FileName.of(".", String.valueOf(whole.getFileName()), ".farm"));
    }

    /** Whether a file lies in such a folder, where all is the farm's own. */
    public static boolean isOwn(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        return name.startsWith(".") && name.endsWith(".farm");
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
