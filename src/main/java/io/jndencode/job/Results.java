package io.jndencode.job;

import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.cap.StreamPeak;
import io.jndencode.encode.resume.AnalysisTotals;
import io.jndencode.encode.resume.Provenance;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarPeak;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.plan.sidecar.SourceVideo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the results of an encode to the record of its job. */
final class Results {
    private Results() {}

    /** Wall time of the analysis and of the whole job; parts of both ran at the same time. */
    record Seconds(double analysis, double whole) {}

    /** Returns the record of a plan. */
    static Sidecar planned(
            JobRequest request,
            MediaInfo source,
            @Nullable String sha256,
            Analysis.Outcome analysed,
            Sidecar.@Nullable Model model,
            List<PlannedShot> shots) {
        AnalysisTotals totals = analysed.totals();
        return Sidecar.of(
                Provenance.tool(),
                SourceVideo.of(
                        source,
                        sha256,
                        request.range().whole() ? totals.frames() : 0,
                        totals.firstPts(),
                        analysed.videoBytes()),
                range(request, shots),
                model,
                request.preset(),
                shots);
    }

    static Sidecar add(Sidecar sidecar, EncodePipeline.Result result, Seconds seconds) {
        List<SidecarShot.Result> shots = new ArrayList<>();
        List<PlannedShot> as = new ArrayList<>();
        for (int i = 0; i < sidecar.shots().size(); i++) {
            EncodedShot encoded = result.shots().get(i);
            shots.add(encoded.result(seconds(sidecar.shots().get(i), sidecar.source())));
            as.add(encoded.shot());
        }
        return sidecar.decided(as).encoded(shots, totals(sidecar, result, seconds));
    }

    private static SidecarTotals totals(Sidecar sidecar, EncodePipeline.Result result, Seconds seconds) {
        SidecarTotals totals = sizes(sidecar, result, seconds);
        StreamPeak peak = result.peak();
        return peak == null ? totals : totals.withPeak(new SidecarPeak(peak.oneSecond(), peak.bufferLow()));
    }

    private static SidecarTotals sizes(Sidecar sidecar, EncodePipeline.Result result, Seconds seconds) {
        long output = result.bytes();
        long coded = result.videoBytes();
        Long before = sidecar.source().videoBytes();
        if (before == null) {
            return SidecarTotals.of(share(sidecar), output, seconds.analysis(), seconds.whole());
        }
        // For a part of the source, the comparison is with a cut copy of it: its frames, and everything else as in the
        // output.
        long source = sidecar.range() == null ? sidecar.source().stored().bytes() : output - coded + before;
        return SidecarTotals.of(source, output, seconds.analysis(), seconds.whole())
                .withVideo(before, coded);
    }

    /**
     * Returns the size to compare the output with if nothing was counted: for a part of the source, its share by time.
     */
    private static long share(Sidecar sidecar) {
        SourceVideo source = sidecar.source();
        if (sidecar.range() == null || source.timing().duration() <= 0) {
            return source.stored().bytes();
        }
        double covered = sidecar.shots().stream()
                .mapToDouble(shot -> seconds(shot, source))
                .sum();
        return Math.round(
                source.stored().bytes() * Math.min(1, covered / source.timing().duration()));
    }

    /** Returns the duration of a shot; if a hand-written sidecar omits it, its share by number of frames. */
    private static double seconds(SidecarShot shot, SourceVideo source) {
        if (shot.extent().start() != null && shot.extent().end() != null) {
            return shot.extent().end() - shot.extent().start();
        }
        long frames = shot.extent().endFrame() - shot.extent().startFrame();
        return source.timing().frames() > 0
                ? source.timing().duration() * frames / source.timing().frames()
                : 0;
    }

    /** Returns the part of the source that a job is of; null for all of it. */
    private static Sidecar.@Nullable Range range(JobRequest request, List<PlannedShot> planned) {
        if (request.range().whole()) {
            return null;
        }
        return new Sidecar.Range(
                request.range().start(),
                request.range().duration(),
                planned.get(0).shot().frames().start(),
                planned.get(planned.size() - 1).shot().frames().end());
    }
}
