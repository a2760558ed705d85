package io.jndencode.report;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.quality.ShotQuality;
import io.jndencode.report.page.TimeAxis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The content of a report: the shots with their times and measurements on one time axis.
 *
 * @param sidecar the record of the job
 * @param shots in order
 */
record ReportData(Sidecar sidecar, List<ShotView> shots) {
    ReportData {
        shots = List.copyOf(shots);
    }

    /** Creates the data; measurements cover all shots in order, or are empty. */
    static ReportData of(Sidecar sidecar, List<ShotQuality> quality) {
        if (!quality.isEmpty() && quality.size() != sidecar.shots().size()) {
            throw new IllegalArgumentException(
                    quality.size() + " measured shots of " + sidecar.shots().size());
        }
        double rate = frameRate(sidecar);
        List<ShotView> shots = new ArrayList<>();
        for (int i = 0; i < sidecar.shots().size(); i++) {
            SidecarShot shot = sidecar.shots().get(i);
            Double start = shot.extent().start();
            Double end = shot.extent().end();
            shots.add(new ShotView(
                    shot,
                    start == null ? shot.extent().startFrame() / rate : start,
                    end == null ? shot.extent().endFrame() / rate : end,
                    quality.isEmpty() ? null : quality.get(i)));
        }
        return new ReportData(sidecar, shots);
    }

    /** Returns the frame rate; shots whose frames were changed by hand have no times of their own. */
    private static double frameRate(Sidecar sidecar) {
        double rate = sidecar.source().timing().rate().toDouble();
        if (rate > 0) {
            return rate;
        }
        SourceVideo source = sidecar.source();
        return source.timing().duration() > 0 && source.timing().frames() > 0
                ? source.timing().frames() / source.timing().duration()
                : 25;
    }

    /** Returns the axis that all charts share. */
    TimeAxis axis() {
        return new TimeAxis(start(), end());
    }

    double start() {
        return shots.get(0).start();
    }

    double end() {
        return shots.get(shots.size() - 1).end();
    }

    double seconds() {
        return axis().seconds();
    }

    /** Returns the position of a time on the axis, 0 to 1. */
    double place(double seconds) {
        return axis().place(seconds);
    }

    long frames() {
        return shots.get(shots.size() - 1).shot().extent().endFrame()
                - shots.get(0).shot().extent().startFrame();
    }

    boolean measured() {
        return shots.get(0).quality() != null;
    }

    boolean encoded() {
        return shots.stream().allMatch(shot -> shot.shot().result() != null);
    }

    /** Returns the shot shown at a position of the axis. */
    ShotView at(double place) {
        double time = start() + place * seconds();
        return shots.stream().filter(shot -> shot.end() > time).findFirst().orElse(shots.get(shots.size() - 1));
    }

    /** Returns the measured shots with the lowest frames, worst first. */
    List<ShotView> worst(int most) {
        return shots.stream()
                .filter(shot -> shot.quality() != null)
                .sorted(Comparator.comparingDouble(ReportData::lowest))
                .limit(most)
                .toList();
    }

    Optional<ShotView> worst() {
        return worst(1).stream().findFirst();
    }

    private static double lowest(ShotView shot) {
        ShotQuality quality = shot.quality();
        return quality == null ? Double.MAX_VALUE : quality.worst().xpsnr();
    }

    /** Returns when a measured frame is shown, in seconds from the video's first frame. */
    double time(ShotView shot, long pts) {
        Long origin = shot.shot().extent().startPts();
        return origin == null
                ? shot.start()
                : shot.start() + sidecar.source().timing().base().seconds(pts - origin);
    }
}
