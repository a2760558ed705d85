package io.jndencode.quality;

import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.compare.FrameMetrics;
import io.jndencode.shot.FrameRange;
import java.util.List;
import java.util.stream.IntStream;

/** Measures a run of frames at constant QPs: points of the curve from which {@code MetricJndModel} derives the levels. */
public final class CurveMeter {
    private final ConstantQpRoundTrip run;

    /**
     * Creates a meter for a run of frames.
     *
     * @param run remains the caller's to close
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

    /** Returns the content of the frames before coding. */
    public ShotContent content() {
        ContentMeter meter = new ContentMeter();
        for (int n = 0; n < run.frames(); n++) {
            meter.add(run.luma(n));
        }
        return meter.content(run.frameRate().toDouble());
    }
}
