package io.jndencode.quality;

import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.compare.FrameMetrics;
import io.jndencode.shot.FrameRange;
import java.util.List;
import java.util.stream.IntStream;

/** Measures a run of frames at any constant QP: points of the curve from which {@code MetricJndModel} reads the levels. */
public final class CurveMeter {
    private final ConstantQpRoundTrip run;

    /**
     * Measures a run of frames.
     *
     * @param run stays the caller's
     */
    public CurveMeter(ConstantQpRoundTrip run) {
        this.run = run;
    }

    /** Encodes and measures at one QP. */
    public CurvePoint at(int qp) {
        ConstantQpRoundTrip.Measured measured = run.measure(qp);
        return CurvePoint.of(qp, measured.bytes(), quality(measured.frames()));
    }

    private static ShotQuality quality(List<FrameMetrics> frames) {
        List<FrameQuality> numbered = IntStream.range(0, frames.size())
                .mapToObj(n -> FrameQuality.of(n, n, frames.get(n)))
                .toList();
        return new ShotQuality(new FrameRange(0, frames.size()), numbered);
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
