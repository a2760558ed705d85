package io.jndencode.farm.analysis;

import io.jndencode.analysis.DetectedShot;
import io.jndencode.media.Rational;
import io.jndencode.media.input.KeyFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Groups neighbouring shots for tasks, as soon as they are found, so that the frames between them are decoded once: a new group begins when the
 * last one is long enough.
 */
final class ShotGroups {
    private final KeyFrames frames;
    private final Rational timeBase;
    private final double seconds;
    private final Consumer<List<DetectedShot<Long>>> sink;
    private final List<DetectedShot<Long>> open = new ArrayList<>();
    private long begun;

    /**
     * Creates the groups of a video.
     *
     * @param seconds the least length of a group, except the last
     * @param sink takes each group when its last shot is known
     */
    ShotGroups(KeyFrames frames, Rational timeBase, double seconds, Consumer<List<DetectedShot<Long>>> sink) {
        this.frames = frames;
        this.timeBase = timeBase;
        this.seconds = seconds;
        this.sink = sink;
    }

    /** Takes the next shot. */
    void add(DetectedShot<Long> shot) {
        long from = frames.before(shot.pts()[0]);
        if (open.isEmpty() || timeBase.seconds(from - begun) >= seconds) {
            finish();
            begun = from;
        }
        open.add(shot);
    }

    /** Passes on the last group. */
    void finish() {
        if (!open.isEmpty()) {
            sink.accept(List.copyOf(open));
            open.clear();
        }
    }
}
