package io.jndencode.cli;

import java.util.HashMap;
import java.util.Map;

/** Counts what a job has done so far. Not for several threads at once. */
final class JobState {
    private final long begun = System.nanoTime();
    private final Map<Integer, Integer> running = new HashMap<>();
    private long framesRead;
    private long framesOfEncodedShots;
    private int shotsPlanned;
    private int shotsEncoded;
    private long bytes;

    void framesRead(long frames) {
        framesRead = frames;
    }

    void planned() {
        shotsPlanned++;
    }

    void encoding(int shot, int frames) {
        running.put(shot, frames);
    }

    void encoded(int shot, long frames, long segmentBytes) {
        running.remove(shot);
        framesOfEncodedShots += frames;
        bytes += segmentBytes;
        shotsEncoded++;
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    long framesRead() {
        return framesRead;
    }

    /** Frames of finished shots and of those being encoded. */
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

    /** Coded video of the finished shots. */
    long bytes() {
        return bytes;
    }

    /** Frames of the finished shots, which {@link #bytes} belong to. */
    long framesOfEncodedShots() {
        return framesOfEncodedShots;
    }
}
