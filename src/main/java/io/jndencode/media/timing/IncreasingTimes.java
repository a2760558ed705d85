package io.jndencode.media.timing;

/**
 * Selects the reliable ones of some timestamps: the longest increasing subsequence after the previous timestamp, and among equally long
 * ones the most evenly spaced.
 */
final class IncreasingTimes {
    private final long[] times;
    private final long before;
    private final long nominal;
    private final int[] length;
    private final double[] unevenness;

    /**
     * Selects the reliable timestamps.
     *
     * @param times in presentation order; {@link Timestamps#NONE} if a frame has none
     * @param before the timestamp they must follow, {@link Timestamps#NONE} for any
     * @param nominal usual distance between frames
     */
    IncreasingTimes(long[] times, long before, long nominal) {
        this.times = times;
        this.before = before;
        this.nominal = nominal;
        this.length = new int[times.length];
        this.unevenness = new double[times.length];
    }

    /** Returns the index of the first reliable timestamp, or -1 if there is none. */
    int first() {
        int best = -1;
        double bestUnevenness = 0;
        for (int i = times.length - 1; i >= 0; i--) {
            if (times[i] == Timestamps.NONE || (before != Timestamps.NONE && times[i] <= before)) {
                continue;
            }
            join(i);
            double total = unevenness[i] + (before == Timestamps.NONE ? 0 : step(times[i] - before, i + 1));
            if (best < 0 || length[i] > length[best] || (length[i] == length[best] && total <= bestUnevenness)) {
                best = i;
                bestUnevenness = total;
            }
        }
        return best;
    }

    /** Finds the best subsequence that begins with a timestamp, from those that begin later. */
    private void join(int i) {
        length[i] = 1;
        for (int j = i + 1; j < times.length; j++) {
            if (length[j] > 0 && times[j] > times[i]) {
                double total = unevenness[j] + step(times[j] - times[i], j - i);
                if (length[j] + 1 > length[i] || (length[j] + 1 == length[i] && total < unevenness[i])) {
                    length[i] = length[j] + 1;
                    unevenness[i] = total;
                }
            }
        }
    }

    private double step(long ticks, int frames) {
        return Math.abs((double) ticks - (double) nominal * frames);
    }
}
