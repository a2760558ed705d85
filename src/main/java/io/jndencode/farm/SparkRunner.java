package io.jndencode.farm;

import io.jndencode.JndException;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.farm.spark.SparkBridge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands as tasks of an Apache Spark application, whose driver is a separate process with Spark's class path.
 *
 * <p>A task that fails, or whose executor is lost, is run again by Spark, up to four times ({@code
 * spark.task.maxFailures}). Owns the driver's process and a folder with its log, which is kept if the driver failed.
 */
public final class SparkRunner implements CommandRunner {
    private static final int LOG_LINES = 3;
    private static final String JAR = "jnd-encode-spark.jar";

    private final Path folder;
    private final Path log;
    private final Process driver;
    private final PrintWriter toDriver;
    private final BufferedReader fromDriver;
    private final String master;
    private boolean failed;

    /**
     * Starts the driver.
     *
     * @param master {@code spark://HOST:PORT}, {@code local[N]} or any other master that Spark accepts
     * @param settings Spark's settings, which override those chosen here
     * @param folder an existing empty folder for the driver's jar and log; removed with them
     */
    public SparkRunner(SparkInstallation spark, String master, Map<String, String> settings, Path folder) {
        this.master = master;
        this.folder = folder;
        this.log = folder.resolve("spark-driver.log");
        Path jar = folder.resolve(JAR);
        BridgeJar.write(jar);
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "spark.master",
                withRetries(master),
                "spark.jars",
                jar.toUri().toString(),
                "spark.ui.enabled",
                "false",
                "spark.app.name",
                "jnd-encode"));
        configuration.putAll(settings);
        try {
            this.driver = new ProcessBuilder(spark.command(SparkBridge.class.getName(), jar, configuration))
                    .redirectError(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new JndException.Encode("cannot start Spark's driver: " + e.getMessage(), e);
        }
        this.toDriver =
                new PrintWriter(new OutputStreamWriter(driver.getOutputStream(), StandardCharsets.UTF_8), false);
        this.fromDriver = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(line())) {
            JndException failure = failed("did not start");
            close();
            throw failure;
        }
    }

    /** Adds retries to a local master: Spark's local mode retries only if its master gives a number. */
    static String withRetries(String master) {
        return master.matches("local\\[[^,\\]]+]") ? master.replace("]", ",4]") : master;
    }

    @Override
    public void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        if (commands.isEmpty()) {
            return;
        }
        commands.forEach(command -> toDriver.println("task " + command.line()));
        toDriver.println("run");
        toDriver.flush();
        for (String said = line(); said != null; said = line()) {
            String[] words = said.split(" ", -1);
            switch (words[0]) {
                case "done" ->
                    listener.accept(new FarmEvent.Done(
                            Integer.parseInt(words[1]), words[2], Long.parseLong(words[3]) / 1000.0));
                case "lost", "retry" ->
                    listener.accept(
                            new FarmEvent.Lost(Integer.parseInt(words[1]), words[2], Integer.parseInt(words[3])));
                case "failed" ->
                    throw new JndException.Encode(
                            "a task failed on the farm: " + URLDecoder.decode(words[1], StandardCharsets.UTF_8));
                case "finished" -> {
                    return;
                }
                default -> throw new IllegalStateException("Spark's driver says " + said);
            }
        }
        throw failed("ended early");
    }

    /**
     * Returns the driver's next line, null once it has ended. Polls, because a read from a pipe cannot be interrupted.
     */
    private @Nullable String line() {
        try {
            while (!fromDriver.ready() && driver.isAlive()) {
                Thread.sleep(5);
            }
            return fromDriver.readLine();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while the farm was working");
        } catch (IOException e) {
            throw new JndException.Encode("Spark's driver cannot be heard: " + e.getMessage(), e);
        }
    }

    private JndException failed(String how) {
        failed = true;
        String said;
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                    .limit(LOG_LINES)
                    .toList();
            said = String.join(" / ", lines);
        } catch (IOException e) {
            said = "";
        }
        return new JndException.Encode("Spark's driver for %s %s%s; its log was %s"
                .formatted(master, how, said.isEmpty() ? "" : ": " + said, log));
    }

    @Override
    public void close() {
        toDriver.close();
        boolean interrupted = Thread.interrupted();
        try {
            if (!driver.waitFor(interrupted ? 0 : 20, java.util.concurrent.TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
            fromDriver.close();
            Files.deleteIfExists(folder.resolve(JAR));
            if (!failed) {
                Files.deleteIfExists(log);
                Files.deleteIfExists(folder);
            }
        } catch (InterruptedException e) {
            driver.destroyForcibly();
            interrupted = true;
        } catch (IOException e) {
            throw new JndException.Encode("cannot clear " + folder + ": " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
