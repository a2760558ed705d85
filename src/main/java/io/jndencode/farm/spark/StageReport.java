package io.jndencode.farm.spark;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Reports every command that is done, once, however many attempts it took. Called on Spark's listener thread. */
final class StageReport extends SparkListener {
    /** The property of a job that says which batch it is. */
    static final String BATCH = "jnd-encode.batch";

    private final PrintWriter out;
    private final Map<Integer, String> batches = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();

    StageReport(PrintWriter out) {
        this.out = out;
    }

    /** Returns the message of the last command of a batch that failed; empty if none did. */
    synchronized String lastFailure(String batch) {
        return failures.getOrDefault(batch, "");
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        String batch = start.properties().getProperty(BATCH, "0");
        for (int i = 0; i < start.stageInfos().size(); i++) {
            batches.put(start.stageInfos().apply(i).stageId(), batch);
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        String batch = batches.getOrDefault(end.stageId(), "0");
        int index = end.taskInfo().index();
        if (end.taskInfo().successful()) {
            if (told.add(batch + " " + index)) {
                out.println("done %s %d %s %d"
                        .formatted(
                                batch,
                                index,
                                end.taskInfo().host(),
                                end.taskInfo().duration()));
            }
            return;
        }
        String how = "lost";
        if (end.reason() instanceof ExceptionFailure failure) {
            failures.put(batch, failure.description());
            how = "retry";
        }
        out.println("%s %s %d %s %d"
                .formatted(
                        how, batch, index, end.taskInfo().host(), end.taskInfo().attemptNumber()));
    }
}
