package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.media.packaging.Cuts;
import io.jndencode.media.packaging.FinishedEncode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Chooses where all renditions are cut: at key frames that all of them have, near the length wished for. */
final class CutChoice {
    private CutChoice() {}

    /** @param seconds the length wished for */
    static Cuts of(List<FinishedEncode.Times> encodes, double seconds) {
        FinishedEncode.Times first = encodes.get(0);
        TreeSet<Long> common = new TreeSet<>(first.keys());
        for (FinishedEncode.Times other : encodes) {
            if (!other.unit().equals(first.unit())
                    || other.start() != first.start()
                    || other.frames() != first.frames()) {
                throw new JndException.Encode(
                        "the renditions do not show the same pictures: one has %d from %d on, one %d from %d on"
                                .formatted(first.frames(), first.start(), other.frames(), other.start()));
            }
            common.retainAll(other.keys());
        }
        if (common.isEmpty() || common.first() != first.start()) {
            throw new JndException.Encode("the renditions do not begin with a key frame at the same time");
        }
        // Encoders disagree on how long the last picture is shown.
        long end = encodes.stream().mapToLong(FinishedEncode.Times::end).max().orElse(first.end());
        return new Cuts(
                first.unit(),
                times(List.copyOf(common), end, seconds / first.unit().toDouble()));
    }

    /** Returns the times of a list of key frames that lie nearest to the wished length behind the one before. */
    static List<Long> times(List<Long> keys, long end, double wished) {
        List<Long> times = new ArrayList<>(List.of(keys.get(0)));
        for (int i = 1; i < keys.size(); i++) {
            double here = Math.abs(keys.get(i) - times.get(times.size() - 1) - wished);
            long after = i + 1 < keys.size() ? keys.get(i + 1) : end;
            double there = Math.abs(after - times.get(times.size() - 1) - wished);
            if (here <= there) {
                times.add(keys.get(i));
            }
        }
        times.add(end);
        return times;
    }
}
