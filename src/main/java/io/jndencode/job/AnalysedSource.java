package io.jndencode.job;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.encode.resume.AnalysisTotals;
import java.util.List;

/**
 * The shots of a whole video, found and judged elsewhere instead of by {@link EncodeJob}.
 *
 * @param shots all of them, in order
 * @param frames number of frames in the video
 * @param firstPts timestamp of its first frame
 * @param videoBytes size of its coded frames
 */
public record AnalysedSource(List<AnalysedShot> shots, long frames, long firstPts, long videoBytes) {
    public AnalysedSource {
        shots = List.copyOf(shots);
    }

    AnalysisTotals totals() {
        return new AnalysisTotals(shots.size(), frames, firstPts, 0, false);
    }
}
