package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.text.ByteCount;

/**
 * The sizes by which an encode is compared: those of the coded frames before and after if they were counted, because
 * everything else in the files is the same; otherwise those of the whole files.
 *
 * @param before bytes before
 * @param after bytes after
 * @param ofVideo whether only the coded frames are counted
 */
public record Saving(long before, long after, boolean ofVideo) {
    public static Saving of(SidecarTotals totals) {
        Long video = totals.videoSourceBytes();
        Long coded = totals.videoBytes();
        return video == null || coded == null ? ofFiles(totals) : new Saving(video, coded, true);
    }

    /** Returns the saving of the whole files, for a part of the source compared with a cut copy of it. */
    public static Saving ofFiles(SidecarTotals totals) {
        return new Saving(totals.sourceBytes(), totals.outputBytes(), false);
    }

    /** Returns the share saved, 0.25 = a quarter smaller; negative if it grew. */
    public double share() {
        return before == 0 ? 0 : 1 - (double) after / before;
    }

    /** Adds two savings; a video that was kept counts as unchanged. */
    public Saving and(Saving other, boolean kept) {
        return new Saving(before + other.before, after + (kept ? other.before : other.after), ofVideo);
    }

    /** Returns text such as {@code 7.6 MB -> 6.0 MB}. */
    String sizes() {
        return ByteCount.of(before) + " -> " + ByteCount.of(after);
    }
}
