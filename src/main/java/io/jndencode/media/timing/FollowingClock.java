package io.jndencode.media.timing;

import java.util.function.LongSupplier;

/**
 * Computes the shift for the times of a stream beside the video after the video's clock has jumped: the same as the video's, from the
 * stream's own jump on, which may come somewhat before or after the video's. Times are in ticks of the video.
 */
final class FollowingClock {
    private static final double NEAR_SECONDS = 3;
    private static final double CROSSING_SECONDS = 2;

    private final boolean restarts;
    private final long back;
    private final long near;
    private final long crossing;
    private long offset;
    private long before;
    private long crossed = Timestamps.NONE;
    private long last = Timestamps.NONE;
    private long expected;
    private long begun;
    private long endedLast;
    private long ended = Timestamps.NONE;

    /** Creates a clock with the same parameters as {@link VideoClock}. */
    FollowingClock(boolean restarts, double second) {
        this.restarts = restarts;
        this.back = Math.round((restarts ? 0.1 : 1) * second);
        this.near = Math.round(NEAR_SECONDS * second);
        this.crossing = Math.round(CROSSING_SECONDS * second);
    }

    /**
     * Takes the next packet.
     *
     * @param time time in the source
     * @param duration 0 if unknown
     * @param video the video's clock at this position in the file
     * @param upcoming returns the video's offset some packets later
     * @return ticks by which to move the packet
     */
    long next(long time, long duration, VideoClock video, LongSupplier upcoming) {
        boolean steady = last != Timestamps.NONE && steady(time, last, expected);
        boolean stepsBack = last != Timestamps.NONE && time < last - back;
        boolean exact = steady && Math.abs(time - expected) <= Math.max(2, (expected - last) / 2);
        if (!steady && last != Timestamps.NONE) {
            endedLast = last + offset;
            ended = expected + offset;
        }
        begun = steady ? begun : time;
        last = time;
        expected = time + duration;
        if (video.offset() == offset) {
            boolean odd = restarts ? !steady && (stepsBack || !near(time + offset, video)) : stepsBack;
            offset = odd ? elsewhere(time, video, upcoming) : offset;
        } else {
            offset = crossing(time, exact, steady, video, upcoming);
        }
        return offset;
    }

    private boolean steady(long time, long before, long due) {
        return time >= before - back && time <= due + near;
    }

    /** Handles packets after the video has jumped while this stream, as far as is known, has not. */
    private long crossing(long time, boolean exact, boolean steady, VideoClock video, LongSupplier upcoming) {
        if (crossed != video.offset()) {
            crossed = video.offset();
            before = offset;
        }
        if (exact && near(time + offset, video) && video.now() - video.jumpedAt() < crossing) {
            return offset;
        }
        if (near(time + video.offset(), video)) {
            return video.offset();
        }
        return steady ? offset : elsewhere(time, video, upcoming);
    }

    private long elsewhere(long time, VideoClock video, LongSupplier upcoming) {
        long next = upcoming.getAsLong();
        if (next != video.offset() && near(time + next, video)) {
            return next;
        }
        return near(time + before, video) ? before : offset;
    }

    private boolean near(long time, VideoClock video) {
        return video.now() == Timestamps.NONE || Math.abs(time - video.now()) <= near;
    }

    /**
     * Returns the offset that leaves room for the packets this stream still had to come when the video's clock jumped; the given one if
     * there is room.
     *
     * @param time the video's time after the jump
     * @param given the offset with which the video would continue seamlessly
     * @param coming times of this stream's next packets
     */
    long leavingRoom(long time, long given, long[] coming) {
        if (ended != Timestamps.NONE && Math.abs(last - time) <= near && Math.abs(begun - time) <= near) {
            return begun + given < endedLast - back ? ended - begun : given;
        }
        long previous = last;
        long due = expected;
        for (long next : coming) {
            if (steady(next, previous, due)) {
                due = next + (due - previous);
                previous = next;
            } else if (Math.abs(next - time) <= near) {
                return next + given < previous + offset - back ? due + offset - next : given;
            }
        }
        return given;
    }

    /** Returns whether the stream continued from one time to another without a jump. */
    boolean covers(long from, long to) {
        return last != Timestamps.NONE && begun <= from && last >= to - near;
    }
}
