package io.jndencode.math;

import java.util.List;
import java.util.stream.LongStream;

/** Places spread evenly over a length: in the middle of as many equal parts, so that none is at an end. */
public final class EvenSpread {
    private EvenSpread() {}

    /** Where one of {@code count} places lies: from 0 to below {@code length}. */
    public static long place(long index, long count, long length) {
        return (2 * index + 1) * length / (2 * count);
    }

    /** All places, in order; fewer than wanted where there are not so many. */
    public static List<Integer> places(int wanted, int length) {
        int count = Math.min(wanted, length);
        return LongStream.range(0, count)
                .mapToObj(index -> (int) place(index, count, length))
                .toList();
    }
}
