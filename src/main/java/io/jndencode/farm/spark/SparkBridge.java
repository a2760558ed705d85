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
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A Spark application whose driver runs commands on the executors, one task each, in the order given.
 *
 * <p>It reads lines: {@code task PROGRAM ARGUMENT…} (words percent-encoded) adds a command to the next stage, {@code
 * run} runs the stage. From a file given as its argument (the way {@code spark-submit} uses it) it reads to the end and
 * runs what it read. It writes to standard output the lines {@code done INDEX HOST MILLISECONDS}, then {@code finished}
 * or {@code failed SENTENCE}. If it read a file, failed commands raise an exception at the end, so that {@code
 * spark-submit} ends with an exit code other than 0. The configuration comes from Spark's usual places.
 */
public final class SparkBridge {
    private final JavaSparkContext spark;
    private final StageReport report;
    private final PrintWriter out;

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
        List<RemoteCommand> stage = new ArrayList<>();
        String failure = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("task ")) {
                stage.add(RemoteCommand.parse(line.substring("task ".length())));
            } else if (line.equals("run")) {
                failure = failure + run(stage);
                stage.clear();
            }
        }
        if (file && !stage.isEmpty()) {
            failure = failure + run(stage);
        }
        if (file && !failure.isEmpty()) {
            throw new CommandFailed(failure);
        }
    }

    /** Runs a stage; returns the error message, empty if there was no error. */
    private String run(List<RemoteCommand> stage) throws InterruptedException {
        report.begin();
        try {
            // One partition per command: each is a separate task, scheduled in the order of the list.
            spark.parallelize(stage, Math.max(1, stage.size()))
                    .foreachAsync(RemoteCommand::run)
                    .get();
            awaitReport();
            out.println("finished");
            return "";
        } catch (ExecutionException e) {
            awaitReport();
            String reason = reason(e);
            out.println("failed " + URLEncoder.encode(reason, StandardCharsets.UTF_8));
            return "a task failed for good: " + reason + " ";
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

    private String reason(ExecutionException failure) {
        String said = report.lastFailure();
        return said.isEmpty()
                ? String.valueOf(failure.getCause()).lines().findFirst().orElse("")
                : said;
    }
}
