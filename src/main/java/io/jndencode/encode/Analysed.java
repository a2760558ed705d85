package io.jndencode.encode;

import io.jndencode.jnd.AnalysedShot;
import java.util.List;

/**
 * A whole video's shots, found and judged elsewhere: what {@link EncodeJob} would find itself.
 *
 * @param shots all of them, in order
 * @param frames of the video
 * @param firstPts timestamp of its first frame
 */
public record Analysed(List<AnalysedShot> shots, long frames, long firstPts) {
    public Analysed {
        shots = List.copyOf(shots);
    }

    AnalysisTotals totals() {
        return new AnalysisTotals(shots.size(), frames, firstPts, 0, false);
    }
}
