package io.jndencode.media.timing;

import java.util.Arrays;

/** A growing list of timestamps, in any order. */
public final class TimeList {
    private long[] times = new long[4096];
    private int count;

    public void add(long time) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = time;
    }

    public int size() {
        return count;
    }

    public long[] sorted() {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns whether all of the sorted times are different. */
    public static boolean distinct(long[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
