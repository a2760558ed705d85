package io.jndencode.report;

import io.jndencode.JndException;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures an encode against its source for a report; if that is not possible, the reason becomes a note in the report.
 */
public final class Measuring {
    private Measuring() {}

    /** Returns the request with measurements, if both files exist, hold the same frames and are not measured yet. */
    public static ReportRequest add(ReportRequest request) {
        ReportRequest.Files files = request.files();
        if (files.source() == null
                || files.output() == null
                || !request.quality().isEmpty()) {
            return request;
        }
        Sidecar sidecar = request.sidecar();
        if (sidecar.range() != null) {
            return request.with(List.of(), "Not measured: only encodes of whole videos are measured afterwards.");
        }
        List<FrameRange> shots = sidecar.shots().stream()
                .map(shot ->
                        new FrameRange(shot.extent().startFrame(), shot.extent().endFrame()))
                .toList();
        try {
            List<ShotQuality> measured = new ArrayList<>(QualityMeter.videos(
                    SidecarFilters.read(sidecar, MediaProbe.probe(files.source())),
                    MediaProbe.probe(files.output()),
                    shots,
                    frame -> {}));
            return request.with(measured, null);
        } catch (JndException.Quality | JndException.Input e) {
            return request.with(List.of(), "Not measured: " + e.getMessage());
        }
    }
}
