package io.jndencode.report;

import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Draws XPSNR and SSIM of every frame and marks the worst ones. */
final class QualityCharts {
    /** Limits the axis: frames without any error read 100 dB, which would flatten all others. */
    private static final double HEADROOM = 12;

    private final ReportData data;
    private final double[] seconds;

    private QualityCharts(ReportData data) {
        this.data = data;
        this.seconds = data.shots().stream()
                .flatMapToDouble(
                        shot -> measured(shot).perFrame().stream().mapToDouble(frame -> data.time(shot, frame.pts())))
                .toArray();
    }

    /** Returns both charts, or nothing if the encode was not measured. */
    static Html of(ReportData data) {
        if (!data.measured()) {
            return Html.NOTHING;
        }
        QualityCharts charts = new QualityCharts(data);
        return Html.join(List.of(charts.xpsnr(), charts.ssim()));
    }

    private static ShotQuality measured(ShotView shot) {
        return Objects.requireNonNull(shot.quality(), "the shot was not measured");
    }

    private Html xpsnr() {
        double[] values = values(FrameQuality::xpsnr);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double top = Math.min(sorted[sorted.length - 1], sorted[sorted.length / 2] + HEADROOM);
        Plot plot = Plot.around(data.axis(), sorted[0] - 0.5, top);
        boolean cut = sorted[sorted.length - 1] > plot.high();
        Html caption = Html.of(
                "<b>XPSNR</b> of every frame, dB: higher is nearer to the source.{}{}",
                cut ? " Frames above the axis, such as black ones, run along its top." : "",
                envelopeNote(values.length));
        return plot.figure(caption, meaning("XPSNR", sorted, " dB"), shapes(plot, values), worst(plot));
    }

    private Html ssim() {
        double[] values = values(FrameQuality::ssim);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Plot plot = Plot.around(data.axis(), sorted[0], 1);
        Html caption = Html.of("<b>SSIM</b> of every frame; 1 is the source itself.");
        return plot.figure(caption, meaning("SSIM", sorted, ""), shapes(plot, values), Html.NOTHING);
    }

    private double[] values(ToDoubleFunction<FrameQuality> value) {
        return data.shots().stream()
                .flatMapToDouble(shot -> measured(shot).perFrame().stream().mapToDouble(value))
                .toArray();
    }

    private static String envelopeNote(int frames) {
        return frames > Series.MOST ? " Line: mean of neighbouring frames; shade: their lowest and highest." : "";
    }

    private static String meaning(String name, double[] sorted, String unit) {
        return name + " of " + sorted.length + " frames: lowest " + FigureFormat.fixed(sorted[0], 3) + unit
                + ", median " + FigureFormat.fixed(sorted[sorted.length / 2], 3) + unit + ".";
    }

    private Html shapes(Plot plot, double[] values) {
        Series series = Series.of(seconds, values);
        Html envelope =
                series.reduced() ? Html.of("<path class=\"envelope\" d=\"{}\"/>", series.envelope(plot)) : Html.NOTHING;
        return Html.of(
                "{}{}<path class=\"line quality\" d=\"{}\"/>", QpChart.cuts(data, plot), envelope, series.line(plot));
    }

    /** Marks the lowest frames of the worst shots with dots, and the lowest of all with a label. */
    private Html worst(Plot plot) {
        return Html.join(data.worst(Comparison.MOST).stream()
                .map(shot -> {
                    FrameQuality frame = measured(shot).worst();
                    double time = data.time(shot, frame.pts());
                    boolean first = shot.equals(data.worst().orElseThrow());
                    return Html.of(
                            "<a class=\"dot\" href=\"#shot-{}\" style=\"left:{};top:{}\" title=\"{}\">{}</a>",
                            shot.index(),
                            plot.left(time),
                            plot.top(frame.xpsnr()),
                            "shot " + shot.index() + ", frame " + frame.index() + ": "
                                    + FigureFormat.fixed(frame.xpsnr(), 2) + " dB",
                            first ? label(frame, data.place(time) > 0.7) : Html.NOTHING);
                })
                .toList());
    }

    private static Html label(FrameQuality frame, boolean left) {
        return Html.of(
                "<span class=\"{}\">worst: frame {}, {} dB</span>",
                left ? "label before" : "label",
                frame.index(),
                FigureFormat.fixed(frame.xpsnr(), 1));
    }
}
