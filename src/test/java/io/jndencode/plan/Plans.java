package io.jndencode.plan;

import io.jndencode.Installation;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.ColorTags;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans for tests: 25 frames a second, time base 1/25. */
public final class Plans {
    private Plans() {}

    /** Three shots of 25, 35 and 40 frames at QP 26, 18 and 37. */
    public static List<PlannedShot> shots() {
        return List.of(
                shot(0, 0, 25, Transition.START, 26, 26.4),
                shot(1, 25, 60, Transition.CUT, 18, 18.9),
                shot(2, 60, 100, Transition.FADE, 37, 37.25));
    }

    static PlannedShot shot(int index, long start, long end, Transition transition, int qp, double jnd1) {
        return new PlannedShot(
                new Shot(index, new FrameRange(start, end), transition),
                start,
                end,
                List.of((start + end) / 2),
                new JndPrediction(jnd1, jnd1 + 4.5, jnd1 + 7.75, 1.1, JndPrediction.Confidence.IN_DISTRIBUTION),
                ShotSettings.constant(qp),
                null);
    }

    static EncodePlan plan() {
        return new EncodePlan(preset().encoding(), shots());
    }

    static Preset preset() {
        return new PresetStore(Installation.current()).load("default");
    }

    static SourceVideo source(String file) {
        return new SourceVideo(
                new SourceVideo.StoredFile(file, 3000, "0".repeat(64), "mov,mp4"),
                new SourceVideo.Coded("h264", 640, 360),
                new SourceVideo.Timing("25/1", false, 100, 4.0, "1/25", 0L),
                new SourceVideo.Format("yuv420p", new ColorTags("bt709", "bt709", "bt709", "tv"), null, 0, "1:1"),
                null,
                null);
    }

    public static Sidecar sidecar() {
        return Sidecar.of(
                new Sidecar.Tool("jnd-encode", "0.1.0", "8.0.1", "165 r3222"),
                source("in.mp4"),
                new Sidecar.Model("mj-lat", "1".repeat(64), "metric-JND", "640x352"),
                preset(),
                shots());
    }

    /** The same three shots at CRF 23.4, 14.9 and 35.0. */
    public static Sidecar crfSidecar() {
        List<Double> crfs = List.of(23.4, 14.9, 35.0);
        List<PlannedShot> shots = shots().stream()
                .map(shot -> new PlannedShot(
                        shot.shot(),
                        shot.startPts(),
                        shot.endPts(),
                        shot.sampledFrames(),
                        shot.jnd(),
                        new ShotSettings(shot.qp(), crfs.get(shot.shot().index()), null, null, null),
                        null))
                .toList();
        return Sidecar.of(sidecar().tool(), source("in.mp4"), null, preset().with(Map.of("rateControl", "crf")), shots);
    }

    /** The same three shots at the same CRFs by another encoder. */
    public static Sidecar sidecarOf(String encoder) {
        Preset preset = preset().with(Map.of("encoder", encoder));
        return Sidecar.of(
                sidecar().tool(),
                source("in.mp4"),
                null,
                preset,
                crfSidecar().plan().shots());
    }

    public static Sidecar encodedSidecar() {
        List<SidecarShot.Result> results = new ArrayList<>();
        for (PlannedShot shot : shots()) {
            results.add(SidecarShot.Result.encoded(300, shot.shot().frames().length() / 25.0));
        }
        return sidecar().encoded(results, SidecarTotals.of(3000, 1000, 1.23456, 4.5));
    }
}
