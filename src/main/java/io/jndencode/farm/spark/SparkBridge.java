package io.jndencode.farm.spark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A Spark application whose driver runs commands on the executors, one task each, in the order given.
 *
 * <p>It reads lines: {@code task PROGRAM ARGUMENT…} (words percent-encoded) adds a command to the next batch, {@code
 * run NUMBER} starts it beside those that run already, which come first where places are short. From a file given as its argument (the way
 * {@code spark-submit} uses it) it reads to the end and runs what it read. It writes to standard output the lines {@code done NUMBER INDEX
 * HOST MILLISECONDS}, then {@code finished NUMBER} or {@code failed NUMBER SENTENCE}. If it read a file, failed commands raise an exception at the
 * end, so that {@code spark-submit} ends with an exit code other than 0. The configuration comes from Spark's usual places.
 */
public final class SparkBridge {
    private final JavaSparkContext spark;
    private final StageReport report;
    private final PrintWriter out;
    private final Map<String, Thread> running = new LinkedHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private SparkBridge(JavaSparkContext spark, PrintWriter out) {
        this.spark = spark;
        this.out = out;
        this.report = new StageReport(out);
        spark.sc().addSparkListener(report);
        // A copy that lost the race against another is interrupted, so that its process ends too.
        spark.setLocalProperty("spark.job.interruptOnCancel", "true");
    }

    /** Starts the driver. */
    public static void main(String... args) throws IOException, InterruptedException, CommandFailed {
        // The pipe to the program that started this one, not output for people.
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "jnd-encode");
        try (JavaSparkContext spark = new JavaSparkContext(conf);
                BufferedReader in = input(args)) {
            new SparkBridge(spark, out).serve(in, args.length > 0);
        }
    }

    private static BufferedReader input(String[] args) throws IOException {
        return args.length > 0
                ? Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    private void serve(BufferedReader in, boolean file) throws IOException, InterruptedException, CommandFailed {
        out.println("ready");
        List<RemoteCommand> batch = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("task ")) {
                batch.add(RemoteCommand.parse(line.substring("task ".length())));
            } else if (line.startsWith("run ")) {
                start(line.substring("run ".length()), batch);
                batch.clear();
            }
        }
        if (!file) {
            return; // nobody listens any more
        }
        if (!batch.isEmpty()) {
            start("0", batch);
        }
        for (Thread waiting : running.values()) {
            waiting.join();
        }
        if (!failures.isEmpty()) {
            throw new CommandFailed(String.join(" ", failures));
        }
    }

    /** Starts a batch, and a thread that tells of its end. */
    private void start(String number, List<RemoteCommand> batch) {
        spark.setLocalProperty(StageReport.BATCH, number);
        // One partition per command: each is a separate task, scheduled in the order of the list.
        JavaFutureAction<Void> all =
                spark.parallelize(batch, Math.max(1, batch.size())).foreachAsync(RemoteCommand::run);
        Thread waiting = new Thread(() -> await(number, all), "batch-" + number);
        waiting.setDaemon(true);
        running.put(number, waiting);
        waiting.start();
    }

    private void await(String number, JavaFutureAction<Void> all) {
        try {
            all.get();
            awaitReport();
            out.println("finished " + number);
        } catch (ExecutionException e) {
            awaitReport();
            String reason = reason(number, e);
            failures.add("a task failed for good: " + reason);
            out.println("failed " + number + " " + URLEncoder.encode(reason, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the listeners, which Spark notifies later on a thread of its own. */
    private void awaitReport() {
        try {
            spark.sc().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's events do not come to an end", e);
        }
    }

    private String reason(String number, ExecutionException failure) {
        String said = report.lastFailure(number);
        return said.isEmpty()
                ? String.valueOf(failure.getCause()).lines().findFirst().orElse("")
                : said;
    }
}
