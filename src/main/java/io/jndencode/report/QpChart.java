package io.jndencode.report;

import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws the three predicted levels of every shot and its QP. */
final class QpChart {
    private static final int MOST_CUTS = 150;

    private QpChart() {}

    static Html of(ReportData data) {
        Plot plot = plot(data);
        boolean levels =
                data.shots().stream().anyMatch(shot -> shot.shot().prediction().jnd() != null);
        Html shapes = Html.of(
                "{}{}<path class=\"line qp\" d=\"{}\"/>",
                cuts(data, plot),
                levels ? levels(data, plot) : Html.NOTHING,
                steps(data, plot, SidecarShot::qp));
        return plot.figure(caption(levels), meaning(data), shapes, Html.NOTHING);
    }

    private static Plot plot(ReportData data) {
        double[] values = data.shots().stream()
                .map(ShotView::shot)
                .flatMapToDouble(shot -> shot.prediction().jnd() == null
                        ? DoubleStream.of(shot.qp())
                        : DoubleStream.of(
                                shot.qp(),
                                shot.prediction().jnd().jnd1(),
                                shot.prediction().jnd().jnd3()))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(0);
        double largest = DoubleStream.of(values).max().orElse(51);
        return Plot.around(data.axis(), Math.max(0, least - 1), Math.min(51, largest + 1));
    }

    private static Html caption(boolean levels) {
        Html legend = levels ? Html.of("""
            <span class="key"><i class="band12"></i>JND1 to JND2</span>
            <span class="key"><i class="band23"></i>JND2 to JND3</span>\
            """) : Html.NOTHING;
        return Html.of("""
            <b>Quantiser</b>, QP: higher is coarser. <span class="legend"><span class="key"><i class="qp"></i>used</span>
            {}</span>\
            """, legend);
    }

    private static String meaning(ReportData data) {
        int[] qps = data.shots().stream()
                .mapToInt(shot -> shot.shot().qp())
                .sorted()
                .toArray();
        return "QP over time: used QPs from " + qps[0] + " to " + qps[qps.length - 1]
                + (data.shots().stream().anyMatch(shot -> ShotView.measuredQp(shot.shot()))
                        ? ", some found by measuring"
                        : "")
                + ", with the predicted levels JND1 to JND3 of every shot; the table of shots has all numbers.";
    }

    /** Draws lines where shots begin, unless they are too close to tell apart. */
    static Html cuts(ReportData data, Plot plot) {
        if (data.shots().size() > MOST_CUTS) {
            return Html.NOTHING;
        }
        StringBuilder path = new StringBuilder();
        data.shots().stream()
                .skip(1)
                .forEach(shot -> path.append('M').append(plot.x(shot.start())).append(" 0V100"));
        return Html.of("<path class=\"cuts\" d=\"{}\"/>", path);
    }

    private static Html levels(ReportData data, Plot plot) {
        return Html.of(
                """
                <path class="band12" d="{}"/><path class="band23" d="{}"/>
                <path class="line jnd1" d="{}"/><path class="line jnd2" d="{}"/><path class="line jnd3" d="{}"/>\
                """,
                band(data, plot, SidecarShot.Levels::jnd1, SidecarShot.Levels::jnd2),
                band(data, plot, SidecarShot.Levels::jnd2, SidecarShot.Levels::jnd3),
                steps(data, plot, level(SidecarShot.Levels::jnd1)),
                steps(data, plot, level(SidecarShot.Levels::jnd2)),
                steps(data, plot, level(SidecarShot.Levels::jnd3)));
    }

    private static ToDoubleFunction<SidecarShot> level(ToDoubleFunction<SidecarShot.Levels> which) {
        return shot -> shot.prediction().jnd() == null
                ? Double.NaN
                : which.applyAsDouble(shot.prediction().jnd());
    }

    /** Returns a path with one step per shot; a shot without a value leaves a gap. */
    private static String steps(ReportData data, Plot plot, ToDoubleFunction<SidecarShot> value) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (ShotView shot : data.shots()) {
            double qp = value.applyAsDouble(shot.shot());
            if (!Double.isNaN(qp)) {
                path.append(drawing ? "V" : "M" + plot.x(shot.start()) + " ").append(plot.y(qp));
                path.append('H').append(plot.x(shot.end()));
            }
            drawing = !Double.isNaN(qp);
        }
        return path.toString();
    }

    private static String band(
            ReportData data,
            Plot plot,
            ToDoubleFunction<SidecarShot.Levels> lower,
            ToDoubleFunction<SidecarShot.Levels> upper) {
        StringBuilder path = new StringBuilder();
        for (ShotView shot : data.shots()) {
            if (shot.shot().prediction().jnd() != null) {
                SidecarShot.Levels levels =
                        Objects.requireNonNull(shot.shot().prediction().jnd());
                path.append('M').append(plot.x(shot.start())).append(' ');
                path.append(plot.y(lower.applyAsDouble(levels)));
                path.append('H').append(plot.x(shot.end()));
                path.append('V').append(plot.y(upper.applyAsDouble(levels)));
                path.append('H').append(plot.x(shot.start())).append('Z');
            }
        }
        return path.toString();
    }
}
