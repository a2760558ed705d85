import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.ProcessRunner;
import io.jndencode.farm.SparkInstallation;
import io.jndencode.farm.SparkRunner;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.job.ShotJob;
import io.jndencode.job.SidecarSource;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a task of a farm costs beyond its work: java -cp "$(pwd)/target/jnd-encode/lib/*" src/bench/FarmOverhead.java SIDECAR SEGMENT MASTER
 * SPARK_HOME.
 *
 * <p>SEGMENT is the finished segment of the sidecar's shot 0. To "make" it again is all of a task but the encoding: starting,
 * reading the plan, probing the video, checking the segment. {@code true} is a task that does nothing at all. Prints the time a task
 * takes when tasks run one after the other.
 */
final class FarmOverhead {
    private static final int TASKS = 20;

    public static void main(String[] args) throws Exception {
        Path plan = Path.of(args[0]);
        Path segment = Path.of(args[1]);
        RemoteCommand nothing = new RemoteCommand(List.of("true"));
        RemoteCommand shot = new RemoteCommand(
                List.of(Path.of("jnd-encode").toAbsolutePath().toString(), "shot", plan.toString(), "--index", "0", "-o", segment.toString()));
        System.out.println("| a task that | by | ms |");
        System.out.println("|---|---|---|");
        row("does nothing", "processes[1]", run(new ProcessRunner(1), nothing));
        row("does nothing", "Spark", run(spark(args), nothing));
        row("finds its segment made", "this process", inProcess(plan, segment));
        row("finds its segment made", "processes[1]", run(new ProcessRunner(1), shot));
        row("finds its segment made", "Spark", run(spark(args), shot));
    }

    private static void row(String what, String by, double seconds) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f |%n", what, by, 1000 * seconds);
    }

    private static CommandRunner spark(String[] args) throws Exception {
        return new SparkRunner(
                SparkInstallation.find(Path.of(args[3]), System.getenv()), args[2], Map.of(), Files.createTempDirectory("overhead-"));
    }

    /** The second round: the first finds executors that have just been started. */
    private static double run(CommandRunner runner, RemoteCommand task) {
        try (runner) {
            runner.run(Collections.nCopies(4, task), event -> {});
            long begun = System.nanoTime();
            runner.run(Collections.nCopies(TASKS, task), event -> {});
            return (System.nanoTime() - begun) / 1e9 / TASKS;
        }
    }

    private static double inProcess(Path plan, Path segment) {
        Sidecar sidecar = SidecarFile.read(plan);
        long begun = 0;
        for (int i = -4; i < TASKS; i++) {
            begun = i == 0 ? System.nanoTime() : begun;
            Sidecar again = SidecarFile.read(plan);
            boolean found = new ShotJob(new ShotJob.Request(again, SidecarSource.of(again, plan), 0, segment), progress -> {}).run().found();
            if (!found) {
                throw new IllegalStateException(segment + " was not the finished segment of shot 0 of " + sidecar.source().file());
            }
        }
        return (System.nanoTime() - begun) / 1e9 / TASKS;
    }
}
