package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Sums of a job.
 *
 * @param sourceBytes size of the source, or of a cut copy of its part
 * @param outputBytes size of the output
 * @param saved the share of the file size saved: 0.25 = a quarter smaller
 * @param analysisSeconds wall time of the analysis
 * @param encodeSeconds wall time of the whole job
 * @param videoSourceBytes size of the source's coded frames that the shots cover; null if they were not counted
 * @param videoBytes size of the encode's coded frames; null as above
 * @param videoSaved the share saved counting only the video; null as above
 * @param peak how near the stream comes to the ceiling on its rate; null if it has none
 */
public record SidecarTotals(
        long sourceBytes,
        long outputBytes,
        double saved,
        double analysisSeconds,
        double encodeSeconds,
        @Nullable Long videoSourceBytes,
        @Nullable Long videoBytes,
        @Nullable Double videoSaved,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SidecarPeak peak) {
    /** Creates totals that count whole files only. */
    public static SidecarTotals of(long sourceBytes, long outputBytes, double analysisSeconds, double encodeSeconds) {
        return new SidecarTotals(
                sourceBytes,
                outputBytes,
                share(sourceBytes, outputBytes),
                Decimals.round(analysisSeconds, 3),
                Decimals.round(encodeSeconds, 3),
                null,
                null,
                null,
                null);
    }

    /** Returns these totals with the peak of the stream. */
    public SidecarTotals withPeak(SidecarPeak ofStream) {
        return new SidecarTotals(
                sourceBytes,
                outputBytes,
                saved,
                analysisSeconds,
                encodeSeconds,
                videoSourceBytes,
                videoBytes,
                videoSaved,
                ofStream);
    }

    /** Returns these totals with the sizes of the video alone added. */
    public SidecarTotals withVideo(long before, long after) {
        return new SidecarTotals(
                sourceBytes,
                outputBytes,
                saved,
                analysisSeconds,
                encodeSeconds,
                before,
                after,
                share(before, after),
                peak);
    }

    private static double share(long before, long after) {
        return Decimals.round(before > 0 ? 1 - (double) after / before : 0, 4);
    }
}
