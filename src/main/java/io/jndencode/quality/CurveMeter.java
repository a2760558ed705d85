package io.jndencode.quality;

import io.jndencode.media.ConstantQpRoundTrip;
import io.jndencode.media.FrameMetrics;
import io.jndencode.media.LumaImage;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures a run of frames at any constant QP: points of the curve from which {@link JndRule} reads the levels. */
public final class CurveMeter {
    /** Information and detail cost ten times what the other figures do; every third frame meets I, P and B frames alike. */
    private static final int STEP = 3;

    private final ConstantQpRoundTrip run;

    /** @param run stays the caller's */
    public CurveMeter(ConstantQpRoundTrip run) {
        this.run = run;
    }

    /** Encodes and measures at one QP. */
    public CurvePoint at(int qp) {
        List<double[]> seen = new ArrayList<>();
        ConstantQpRoundTrip.Measured measured = run.measure(
                qp, frame -> frame % STEP == Math.min(1, run.frames() - 1), (was, is) -> seen.add(perceived(was, is)));
        ShotQuality quality = quality(measured.frames());
        return new CurvePoint(
                qp,
                measured.bytes(),
                quality.xpsnr(),
                quality.worst().xpsnr(),
                quality.ssim(),
                quality.psnr(),
                IntStream.range(0, VisualInformation.SCALES)
                        .mapToObj(scale -> mean(seen, scale))
                        .toList(),
                mean(seen, VisualInformation.SCALES));
    }

    private static double[] perceived(LumaImage was, LumaImage is) {
        Plane original = Plane.of(was);
        Plane coded = Plane.of(is);
        double[] kept = VisualInformation.kept(original, coded);
        double[] all = java.util.Arrays.copyOf(kept, kept.length + 1);
        all[kept.length] = DetailLoss.kept(original, coded);
        return all;
    }

    private static ShotQuality quality(List<FrameMetrics> frames) {
        List<FrameQuality> numbered = IntStream.range(0, frames.size())
                .mapToObj(n -> FrameQuality.of(n, n, frames.get(n)))
                .toList();
        return new ShotQuality(new FrameRange(0, frames.size()), numbered);
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
    }

    /** What the frames are like before coding. */
    public ShotContent content() {
        ContentMeter meter = new ContentMeter();
        for (int n = 0; n < run.frames(); n++) {
            meter.add(run.luma(n));
        }
        return meter.content(run.frameRate().toDouble());
    }
}
