package io.jndencode.job;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.encode.resume.AnalysisTotals;
import java.util.List;

/**
 * A whole video's shots, found and judged elsewhere: what {@link EncodeJob} would find itself.
 *
 * @param shots all of them, in order
 * @param frames of the video
 * @param firstPts timestamp of its first frame
 * @param videoBytes of its coded frames
 */
public record AnalysedSource(List<AnalysedShot> shots, long frames, long firstPts, long videoBytes) {
    public AnalysedSource {
        shots = List.copyOf(shots);
    }

    AnalysisTotals totals() {
        return new AnalysisTotals(shots.size(), frames, firstPts, 0, false);
    }
}
