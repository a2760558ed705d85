package io.jndencode.report;

import io.jndencode.Installation;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.ColorTags;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.QpLimits;
import io.jndencode.plan.ShotSettings;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs that never ran, for tests: 25 frames a second, shots of 50 frames. */
final class Jobs {
    static final int FRAMES = 50;

    private Jobs() {}

    static Sidecar planned(String file, int shots) {
        SourceVideo source = new SourceVideo(
                new SourceVideo.StoredFile(file, 9_000_000, "0".repeat(64), "mov,mp4"),
                new SourceVideo.Coded("h264", 640, 360),
                new SourceVideo.Timing("25/1", false, (long) shots * FRAMES, shots * 2.0, "1/25", 0L),
                new SourceVideo.Format("yuv420p", new ColorTags("bt709", "bt709", "bt709", "tv"), null, 0, "1:1"),
                null,
                null);
        List<PlannedShot> planned = new ArrayList<>();
        for (int i = 0; i < shots; i++) {
            planned.add(shot(i));
        }
        return Sidecar.of(
                new Sidecar.Tool("jnd-encode", "0.1.0", "8.0.1", "165 r3222"),
                source,
                new Sidecar.Model("mj-lat", "1".repeat(64), "metric-JND", "640x352"),
                new PresetStore(Installation.current()).load("default"),
                planned);
    }

    private static PlannedShot shot(int i) {
        double jnd1 = 20.25 + i * 7 % 13;
        long start = (long) i * FRAMES;
        return new PlannedShot(
                new Shot(i, new FrameRange(start, start + FRAMES), i == 0 ? Transition.START : Transition.CUT),
                start,
                start + FRAMES,
                List.of(start + 10),
                new JndPrediction(jnd1, jnd1 + 4.5, jnd1 + 7.75, 1.1, JndPrediction.Confidence.IN_DISTRIBUTION),
                new ShotSettings((int) jnd1, null, i % 5 == 1 ? QpLimits.Limit.MAX_QP : null, null, null),
                null);
    }

    static Sidecar encoded(String file, int shots) {
        Sidecar sidecar = planned(file, shots);
        List<SidecarShot.Result> results = new ArrayList<>();
        for (int i = 0; i < shots; i++) {
            results.add(SidecarShot.Result.encoded(10_000 + 37L * i, 2));
        }
        return sidecar.encoded(results, SidecarTotals.of(9_000_000, 1_234_567, 1.5, 4.5));
    }

    /** Every frame with its own values; the worst is the last of the last shot. */
    static List<ShotQuality> measured(Sidecar sidecar) {
        List<ShotQuality> shots = new ArrayList<>();
        for (SidecarShot shot : sidecar.shots()) {
            List<FrameQuality> frames = new ArrayList<>();
            for (long i = shot.extent().startFrame(); i < shot.extent().endFrame(); i++) {
                frames.add(
                        new FrameQuality(i, i, 45 - 10.0 * i / (sidecar.shots().size() * FRAMES), 0.98, 44));
            }
            shots.add(new ShotQuality(
                    new FrameRange(shot.extent().startFrame(), shot.extent().endFrame()), frames));
        }
        return shots;
    }

    static ReportRequest request(Sidecar sidecar, List<ShotQuality> quality) {
        return new ReportRequest(
                sidecar,
                new ReportRequest.Files(Path.of("in.jnd1.json"), null, null),
                quality,
                new ReportRequest.Origin("jnd-encode in.mp4 --report in.html", Map.of("version", "0.1.0"), List.of()));
    }

    static String page(Sidecar sidecar, List<ShotQuality> quality) {
        return Report.html(request(sidecar, quality));
    }
}
