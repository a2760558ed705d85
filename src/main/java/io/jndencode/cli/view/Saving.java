package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.Sidecar;

/**
 * What an encode is compared by: the coded frames before and after, where they were counted, for all else of a file is the same in both;
 * else the whole files.
 *
 * @param before bytes
 * @param after bytes
 * @param ofVideo whether of the video alone
 */
public record Saving(long before, long after, boolean ofVideo) {
    public static Saving of(Sidecar.Totals totals) {
        Long video = totals.videoSourceBytes();
        Long coded = totals.videoBytes();
        return video == null || coded == null ? ofFiles(totals) : new Saving(video, coded, true);
    }

    /** Of the whole files, of a part of the source a cut copy of it. */
    public static Saving ofFiles(Sidecar.Totals totals) {
        return new Saving(totals.sourceBytes(), totals.outputBytes(), false);
    }

    /** The share saved, 0.25 = a quarter smaller; negative where it grew. */
    public double share() {
        return before == 0 ? 0 : 1 - (double) after / before;
    }

    /** Both together; what was kept as it was has not changed. */
    public Saving and(Saving other, boolean kept) {
        return new Saving(before + other.before, after + (kept ? other.before : other.after), ofVideo);
    }

    /** {@code 7.6 MB -> 6.0 MB}. */
    String sizes() {
        return JobSummary.bytes(before) + " -> " + JobSummary.bytes(after);
    }
}
