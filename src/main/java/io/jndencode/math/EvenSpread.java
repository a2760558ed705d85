package io.jndencode.math;

import java.util.List;
import java.util.stream.LongStream;

/** Positions spread evenly over a length: in the middles of equal parts, so that none is at an end. */
public final class EvenSpread {
    private EvenSpread() {}

    /** Returns one of {@code count} positions, from 0 to below {@code length}. */
    public static long place(long index, long count, long length) {
        return (2 * index + 1) * length / (2 * count);
    }

    /** Returns all positions in order; fewer than wanted if the length is smaller. */
    public static List<Integer> places(int wanted, int length) {
        int count = Math.min(wanted, length);
        return LongStream.range(0, count)
                .mapToObj(index -> (int) place(index, count, length))
                .toList();
    }
}
