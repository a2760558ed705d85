package io.jndencode.encode.shot;

import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.shot.FrameRange;
import java.util.Arrays;

/**
 * A run of a shot's frames.
 *
 * @param shot all frames of the shot
 * @param times timestamps of all frames of the shot
 * @param range the frames of the run: all of the shot or a part
 */
record Chunk(FrameRange shot, ExpectedFrames times, FrameRange range) {
    Chunk {
        if (range.start() < shot.start() || range.end() > shot.end()) {
            throw new IllegalArgumentException(range + " is not within " + shot);
        }
    }

    static Chunk whole(FrameRange shot, ExpectedFrames times) {
        return new Chunk(shot, times, shot);
    }

    /** Returns the frames a segment of the run consists of. */
    ExpectedFrames frames() {
        if (range.equals(shot)) {
            return times;
        }
        int from = Math.toIntExact(range.start() - shot.start());
        int count = Math.toIntExact(range.length());
        return times instanceof ExpectedFrames.Exactly known
                ? new ExpectedFrames.Exactly(Arrays.copyOfRange(known.times(), from, from + count))
                : new ExpectedFrames.Counted(count, times.pts(from));
    }
}
