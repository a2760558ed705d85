package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.encode.Resources;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A request for a ladder.
 *
 * @param picture the video
 * @param output the folder to create
 * @param rungs what to encode
 * @param preset all other choices
 * @param segmentSeconds the length wished for the pieces that players fetch
 * @param work how to use the machine
 */
public record LadderRequest(
        RungPicture picture, Path output, LadderRungs rungs, Preset preset, double segmentSeconds, Resources work) {
    /** Shortest and longest pieces that may be wished for, in seconds. */
    private static final double LEAST_SEGMENT = 1;

    private static final double MOST_SEGMENT = 30;

    public LadderRequest {
        Objects.requireNonNull(picture, "picture is null");
        Objects.requireNonNull(output, "output is null");
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(work, "work is null");
        Objects.requireNonNull(rungs, "rungs is null");
        checkSegment(segmentSeconds);
    }

    /** Refuses a length for pieces that players cannot use well. */
    public static void checkSegment(double seconds) {
        if (!(seconds >= LEAST_SEGMENT && seconds <= MOST_SEGMENT)) {
            throw new JndException.Usage("segments of %s s are outside %s to %s s"
                    .formatted(seconds, (int) LEAST_SEGMENT, (int) MOST_SEGMENT));
        }
    }
}
