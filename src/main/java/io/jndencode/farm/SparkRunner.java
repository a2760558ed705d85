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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
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
    private final Map<String, Handed> batches = new HashMap<>();
    private int next;
    private volatile boolean failed;
    private volatile boolean closing;

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
        Thread listening = new Thread(this::listen, "jnd-spark");
        listening.setDaemon(true);
        listening.start();
    }

    /** Adds retries to a local master: Spark's local mode retries only if its master gives a number. */
    static String withRetries(String master) {
        return master.matches("local\\[[^,\\]]+]") ? master.replace("]", ",4]") : master;
    }

    @Override
    public synchronized Batch start(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        Handed batch = new Handed(listener);
        if (commands.isEmpty()) {
            batch.end(null);
            return batch;
        }
        String number = String.valueOf(next++);
        batches.put(number, batch);
        commands.forEach(command -> toDriver.println("task " + command.line()));
        toDriver.println("run " + number);
        toDriver.flush();
        if (!driver.isAlive()) {
            over();
        }
        return batch;
    }

    /** Commands that the driver was given together. */
    private static final class Handed implements Batch {
        private final Consumer<FarmEvent> listener;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable RuntimeException failure;

        Handed(Consumer<FarmEvent> listener) {
            this.listener = listener;
        }

        void end(@Nullable RuntimeException cause) {
            failure = cause;
            done.countDown();
        }

        @Override
        public void await() {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("interrupted while the farm was working");
            }
            RuntimeException cause = failure;
            if (cause != null) {
                throw cause;
            }
        }
    }

    /** Hands what the driver says to those who wait for it, until it ends. */
    private void listen() {
        try {
            for (String said = fromDriver.readLine(); said != null; said = fromDriver.readLine()) {
                String[] words = said.split(" ", -1);
                switch (words[0]) {
                    case "done", "lost", "retry" -> batch(words).listener.accept(event(words));
                    case "failed" ->
                        taken(words)
                                .end(new JndException.Encode("a task failed on the farm: "
                                        + URLDecoder.decode(words[2], StandardCharsets.UTF_8)));
                    case "finished" -> taken(words).end(null);
                    default -> throw new IllegalStateException("Spark's driver says " + said);
                }
            }
        } catch (IOException e) { // closed, or as good as ended
            over();
            return;
        } catch (RuntimeException e) {
            over(e);
            return;
        }
        over();
    }

    private static FarmEvent event(String[] words) {
        int index = Integer.parseInt(words[2]);
        return words[0].equals("done")
                ? new FarmEvent.Done(index, words[3], Long.parseLong(words[4]) / 1000.0)
                : new FarmEvent.Lost(index, words[3], Integer.parseInt(words[4]));
    }

    private synchronized Handed batch(String[] words) {
        return Objects.requireNonNull(batches.get(words[1]), "no such batch");
    }

    private synchronized Handed taken(String[] words) {
        return Objects.requireNonNull(batches.remove(words[1]), "no such batch");
    }

    /** Ends what still waits: the driver says nothing more. */
    private synchronized void over() {
        if (!batches.isEmpty()) {
            over(
                    closing
                            ? new JndException.Interrupted("interrupted while the farm was working")
                            : failed("ended early"));
        }
    }

    private synchronized void over(RuntimeException why) {
        batches.values().forEach(batch -> batch.end(why));
        batches.clear();
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
        closing = true;
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
