package io.jndencode.media.segment;

import java.util.OptionalLong;

/** The frames a segment is to consist of. */
public sealed interface ExpectedFrames {
    /**
     * All of them by their timestamps, as an analysis of the same video saw them.
     *
     * @param times in presentation order, in ticks of the video's time base; owned by the record, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Exactly(long[] times) implements ExpectedFrames {
        @Override
        public int count() {
            return times.length;
        }

        @Override
        public OptionalLong pts(int frame) {
            return OptionalLong.of(times[frame]);
        }
    }

    /**
     * A number of frames from a place on, as a plan read from a file says it.
     *
     * @param first timestamp of the first, empty where the plan does not say
     */
    record Counted(int count, OptionalLong first) implements ExpectedFrames {
        @Override
        public OptionalLong pts(int frame) {
            return frame == 0 ? first : OptionalLong.empty();
        }
    }

    int count();

    /** The timestamp a frame must have, if it is known. */
    OptionalLong pts(int frame);
}
