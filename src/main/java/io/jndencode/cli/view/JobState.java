package io.jndencode.cli.view;

import io.jndencode.Stopwatch;
import io.jndencode.encode.Progress;
import java.util.HashMap;
import java.util.Map;

/** Counts what a job has done so far. Not safe for several threads. */
final class JobState {
    private final Stopwatch watch;
    private final Map<Integer, Integer> running = new HashMap<>();
    private long framesRead;
    private long framesOfEncodedShots;
    private int shotsPlanned;
    private int shotsEncoded;
    private long bytes;

    JobState(Stopwatch watch) {
        this.watch = watch;
    }

    void on(Progress event) {
        if (event instanceof Progress.FramesRead read) {
            framesRead = read.frames();
        } else if (event instanceof Progress.Planned) {
            shotsPlanned++;
        } else if (event instanceof Progress.Encoding encoding) {
            running.put(encoding.shot(), encoding.frames());
        } else if (event instanceof Progress.Encoded encoded) {
            running.remove(encoded.shot().shot().index());
            framesOfEncodedShots += encoded.shot().shot().frames().length();
            bytes += encoded.bytes();
            shotsEncoded++;
        }
    }

    double seconds() {
        return watch.seconds();
    }

    long framesRead() {
        return framesRead;
    }

    /** Returns the frames of finished shots and of those being encoded. */
    long framesEncoded() {
        return framesOfEncodedShots
                + running.values().stream().mapToLong(Integer::longValue).sum();
    }

    int shotsPlanned() {
        return shotsPlanned;
    }

    int shotsEncoded() {
        return shotsEncoded;
    }

    /** Returns the size of the coded video of the finished shots. */
    long bytes() {
        return bytes;
    }

    /** Returns the frames of the finished shots, which {@link #bytes} counts. */
    long framesOfEncodedShots() {
        return framesOfEncodedShots;
    }
}
