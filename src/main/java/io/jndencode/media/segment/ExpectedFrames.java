package io.jndencode.media.segment;

import java.util.OptionalLong;

/** The frames a segment must consist of. */
public sealed interface ExpectedFrames {
    /**
     * All frames by their timestamps, as found by an analysis of the same video.
     *
     * @param times in presentation order, in ticks of the video's time base; owned by the record, must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
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
     * A number of consecutive frames, as in a plan read from a file.
     *
     * @param first timestamp of the first frame; empty if the plan does not give it
     */
    record Counted(int count, OptionalLong first) implements ExpectedFrames {
        @Override
        public OptionalLong pts(int frame) {
            return frame == 0 ? first : OptionalLong.empty();
        }
    }

    int count();

    /** Returns the timestamp a frame must have, if it is known. */
    OptionalLong pts(int frame);
}
