package io.jndencode.farm.spark;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Reports every command that is done, once, however many attempts it took. Called on Spark's listener thread. */
final class StageReport extends SparkListener {
    private final PrintWriter out;
    private final Set<Integer> told = new HashSet<>();
    private String lastFailure = "";

    StageReport(PrintWriter out) {
        this.out = out;
    }

    synchronized void begin() {
        told.clear();
        lastFailure = "";
    }

    /** Returns the message of the last command that failed; empty if none did. */
    synchronized String lastFailure() {
        return lastFailure;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        int index = end.taskInfo().index();
        if (end.taskInfo().successful()) {
            if (told.add(index)) {
                out.println("done %d %s %d"
                        .formatted(index, end.taskInfo().host(), end.taskInfo().duration()));
            }
        } else if (end.reason() instanceof ExceptionFailure failure) {
            lastFailure = failure.description();
            out.println("retry %d %s %d"
                    .formatted(index, end.taskInfo().host(), end.taskInfo().attemptNumber()));
        } else {
            out.println("lost %d %s %d"
                    .formatted(index, end.taskInfo().host(), end.taskInfo().attemptNumber()));
        }
    }
}
