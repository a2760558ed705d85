package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.OwnProgram;
import io.jndencode.farm.ProcessRunner;
import io.jndencode.farm.SparkInstallation;
import io.jndencode.farm.SparkRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The machines that work, and how this program is started on them. */
final class FarmOptions {
    private static final Pattern PROCESSES = Pattern.compile("processes\\[(\\d{1,3})]");

    @Option(
            names = "--master",
            required = true,
            paramLabel = "MASTER",
            description =
                    "spark://HOST:PORT, local[N] or whatever else Spark knows; processes[N]: N processes here, without"
                            + " Spark")
    private String master = "";

    @Option(names = "--spark-home", paramLabel = "DIR", description = "where Spark is installed (default: SPARK_HOME)")
    private @Nullable Path sparkHome;

    @Option(names = "--spark-conf", paramLabel = "KEY=VALUE", description = "a setting of Spark's, may be repeated")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            description = "how jnd-encode is started on the machines (default: as it was started here)")
    private @Nullable String program;

    /** Returns the program and its first arguments; a command's arguments follow. */
    List<String> program() {
        return program == null ? OwnProgram.command() : List.of(program);
    }

    /** Refuses an invalid number of processes. */
    void check() {
        Matcher processes = PROCESSES.matcher(master);
        if (processes.matches() && Integer.parseInt(processes.group(1)) < 1) {
            throw new JndException.Usage("--master processes[N] needs at least one process");
        }
    }

    /** Creates the runner of tasks; the caller closes it. */
    CommandRunner runner() {
        Matcher processes = PROCESSES.matcher(master);
        if (processes.matches()) {
            return new ProcessRunner(Integer.parseInt(processes.group(1)));
        }
        SparkInstallation spark = SparkInstallation.find(sparkHome, System.getenv());
        try {
            Path folder = Files.createTempDirectory("jnd-encode-spark-");
            return new SparkRunner(spark, master, settings, folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot make a folder for Spark's log: " + e.getMessage(), e);
        }
    }
}
