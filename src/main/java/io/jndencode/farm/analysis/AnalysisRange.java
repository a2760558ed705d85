package io.jndencode.farm.analysis;

import io.jndencode.media.Rational;
import io.jndencode.media.input.KeyFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of a video for one task: from its key frame to the next part's, in order of presentation. The pictures that
 * follow the next key frame in the file but are shown before it belong to this part.
 *
 * @param index index of the part, from 0
 * @param from timestamp of its first frame
 * @param to timestamp of the first frame after it; {@link #END} for the last part
 * @param firstFrame index of its first frame in the video
 */
public record AnalysisRange(int index, long from, long to, long firstFrame) {
    /** Later than every timestamp. */
    public static final long END = Long.MAX_VALUE;

    public AnalysisRange {
        if (from >= to || firstFrame < 0) {
            throw new IllegalArgumentException("no part of a video: frame " + firstFrame + ", " + from + " to " + to);
        }
    }

    /** Returns the spelling used in keys of saved work, which must not change with names in the code. */
    String keyText() {
        return String.format(Locale.ROOT, "Span[index=%d, from=%d, to=%d, firstFrame=%d]", index, from, to, firstFrame);
    }

    /** Returns whether this is the first part of the video. */
    boolean first() {
        return firstFrame == 0;
    }

    /** Splits a video at key frames into parts of at least this many seconds, except the last. */
    static List<AnalysisRange> cut(KeyFrames frames, Rational timeBase, double seconds) {
        List<AnalysisRange> spans = new ArrayList<>();
        long from = frames.times()[0];
        for (long key : frames.keys()) {
            if (key > from && timeBase.seconds(key - from) >= seconds) {
                spans.add(new AnalysisRange(spans.size(), from, key, frames.index(from)));
                from = key;
            }
        }
        spans.add(new AnalysisRange(spans.size(), from, END, frames.index(from)));
        return spans;
    }
}
