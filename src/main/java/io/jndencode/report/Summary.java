package io.jndencode.report;

import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Summarises the job in one sentence, four figures and three bars. */
final class Summary {
    private final ReportData data;
    private final @Nullable SidecarTotals totals;
    private final @Nullable FixedQp fixed;

    private Summary(ReportData data) {
        this.data = data;
        this.totals = data.encoded() ? data.sidecar().totals() : null;
        this.fixed = totals == null
                ? null
                : FixedQp.of(data.shots().stream().map(ShotView::shot).toList());
    }

    static Html of(ReportData data) {
        Summary summary = new Summary(data);
        List<Html> tiles = new ArrayList<>();
        if (summary.totals != null && summary.fixed != null) {
            tiles.add(summary.againstSource(summary.totals));
            tiles.add(summary.againstFixed(summary.totals, summary.fixed));
        }
        SidecarForecast forecast = data.sidecar().forecast();
        if (forecast != null) {
            tiles.add(summary.foretold(forecast));
        }
        tiles.add(summary.shots());
        tiles.add(summary.quality());
        return Html.of("<div class=\"tiles\">{}</div>\n{}", Html.join(tiles), summary.bars());
    }

    /** Returns the sentence under the title. */
    static String sentence(Sidecar sidecar, ReportData data) {
        String level = sidecar.target().toString();
        String what = data.encoded() ? "Encoded" : "Planned";
        return what + " shot by shot for " + level + ": "
                + FigureFormat.count(data.shots().size(), "shot") + ", "
                + FigureFormat.count(data.frames(), "frame") + ", " + FigureFormat.clock(data.seconds()) + " of "
                + sidecar.source().coded().width() + "\u00d7"
                + sidecar.source().coded().height() + " video, "
                + filtered(sidecar.source().filters())
                + quantisers(data);
    }

    private static String filtered(@Nullable SidecarFilters filters) {
        return filters == null ? "" : "filtered to " + filters.width() + "\u00d7" + filters.height() + ", ";
    }

    private static String quantisers(ReportData data) {
        long measured = data.shots().stream()
                .filter(shot -> ShotView.measuredQp(shot.shot()))
                .count();
        if (measured == data.shots().size()) {
            return "each shot at the quantiser that measuring found to come nearest to that level.";
        }
        String predicted = "each shot at the coarsest quantiser predicted to stay within that level";
        return measured == 0
                ? predicted + "."
                : predicted + ", but " + measured + " of them at the one that measuring found.";
    }

    private static Html tile(String name, Html figure, String detail) {
        return Html.of(
                "<div class=\"tile\"><h3>{}</h3><p class=\"figure\">{}</p><p class=\"detail\">{}</p></div>",
                name,
                figure,
                detail);
    }

    private Html againstSource(SidecarTotals sums) {
        boolean larger = sums.saved() < 0;
        String rates = FigureFormat.bitRate(sums.sourceBytes() * 8 / data.seconds()) + " \u2192 "
                + FigureFormat.bitRate(sums.outputBytes() * 8 / data.seconds());
        return tile(
                larger ? "Larger than the source by" : "Saved against the source",
                Html.of("{}", FigureFormat.percent(Math.abs(sums.saved()))),
                ByteCount.of(sums.sourceBytes()) + " \u2192 " + ByteCount.of(sums.outputBytes()) + "; " + rates);
    }

    private Html againstFixed(SidecarTotals sums, FixedQp estimate) {
        return tile(
                "Saved against one QP for all",
                Html.of(
                        "<span class=\"about\">about</span> {}",
                        FigureFormat.percent(saved(sums, estimate.bytes(), estimate))),
                "estimate: " + rate() + estimate.qp() + " throughout, as the most demanding shot needs; "
                        + FigureFormat.percent(saved(sums, estimate.low(), estimate)) + " to "
                        + FigureFormat.percent(saved(sums, estimate.high(), estimate)));
    }

    /** Returns the share saved of the whole file; sound and other streams have the same size in both. */
    private static double saved(SidecarTotals sums, double coded, FixedQp estimate) {
        return 1 - sums.outputBytes() / whole(sums, coded, estimate);
    }

    private static double whole(SidecarTotals sums, double coded, FixedQp estimate) {
        return sums.outputBytes() - estimate.own() + coded;
    }

    /** Sets the size of the video that was expected against the one that came. */
    private Html foretold(SidecarForecast forecast) {
        String expected = ByteCount.of(forecast.videoBytes()) + " (" + ByteCount.of(forecast.low()) + " to "
                + ByteCount.of(forecast.high()) + ") of video expected";
        Long came = totals == null ? null : totals.videoBytes();
        if (came == null || forecast.videoBytes() == 0) {
            return tile(
                    "Size foretold", Html.of("{}", ByteCount.of(forecast.videoBytes())), expected + share(forecast));
        }
        double error = (double) came / forecast.videoBytes() - 1;
        boolean inside = came >= forecast.low() && came <= forecast.high();
        return tile(
                error < 0 ? "Smaller than foretold by" : "Larger than foretold by",
                Html.of("{}", FigureFormat.percent(Math.abs(error))),
                expected + ", " + ByteCount.of(came) + " came: " + (inside ? "inside" : "outside") + " the range");
    }

    private static String share(SidecarForecast forecast) {
        Double saved = forecast.videoSaved();
        return saved == null
                ? ""
                : ", " + FigureFormat.percent(Math.abs(saved)) + (saved < 0 ? " more" : " less") + " than the source's";
    }

    private Html shots() {
        int[] qps = data.shots().stream()
                .mapToInt(shot -> shot.shot().qp())
                .sorted()
                .toArray();
        int last = qps[qps.length - 1];
        return tile(
                "Quantisers used",
                Html.of("{}{}", rate(), qps[0] == last ? last : qps[0] + "\u2013" + last),
                "median " + qps[qps.length / 2] + "; "
                        + count(shot -> shot.settings().clampedBy() != null) + " of " + qps.length
                        + " at a limit; "
                        + count(shot ->
                                "out-of-distribution".equals(shot.prediction().confidence()))
                        + " unlike the training data");
    }

    /** Describes the rate; in plans with CRFs, quality is given as the constant QP that measures the same. */
    private String rate() {
        return data.sidecar().encoder().rateControl() instanceof RateControl.Crf ? "CRF as QP " : "QP ";
    }

    private long count(java.util.function.Predicate<SidecarShot> which) {
        return data.shots().stream().map(ShotView::shot).filter(which).count();
    }

    private Html quality() {
        if (!data.measured()) {
            return tile("Measured quality", Html.of("\u2013"), data.encoded() ? "not measured" : "nothing encoded yet");
        }
        ShotQuality all = ShotQuality.joined(data.shots().stream()
                .map(shot -> Objects.requireNonNull(shot.quality()))
                .toList());
        FrameQuality worst = all.worst();
        return tile(
                "Measured quality",
                Html.of("{} dB", FigureFormat.fixed(all.xpsnr(), 2)),
                "XPSNR of all frames; SSIM " + FigureFormat.fixed(all.ssim(), 4) + "; worst frame " + worst.index()
                        + " with " + FigureFormat.fixed(worst.xpsnr(), 2) + " dB");
    }

    private Html bars() {
        if (totals == null || fixed == null) {
            return Html.NOTHING;
        }
        double[] sizes = {
            totals.sourceBytes(),
            whole(totals, fixed.bytes(), fixed),
            totals.outputBytes(),
            whole(totals, fixed.high(), fixed)
        };
        double largest = Arrays.stream(sizes).max().orElse(1);
        double low = whole(totals, fixed.low(), fixed);
        return Html.of(
                """
                <figure class="bars">
                <figcaption><b>Size of the whole file</b></figcaption>
                {}{}{}
                <p class="method">How the fixed-QP size is estimated: the coded bytes of every shot at its own QP, times
                2<sup>{} × (its QP − {})</sup>. That slope (bits double every 6.4 QP) is the median over 73 labelled shots of real
                footage encoded with libx264 at QP 18 to 38; the whisker spans the middle half of those shots ({} to {} a QP).
                Nothing was encoded for it.</p>
                </figure>\
                """,
                bar("source", "Source", sizes[0], largest, Html.NOTHING),
                bar(
                        "fixed",
                        "All at QP " + fixed.qp() + ", estimated",
                        sizes[1],
                        largest,
                        whisker(low, sizes[3], largest)),
                bar("own", "This encode", sizes[2], largest, Html.NOTHING),
                FixedQp.SLOPE,
                fixed.qp(),
                FixedQp.SHALLOW,
                FixedQp.STEEP);
    }

    private static Html bar(String kind, String name, double bytes, double largest, Html whisker) {
        return Html.of(
                "<div class=\"bar {}\"><span class=\"name\">{}</span><span class=\"track\"><i"
                        + " style=\"width:{}%\"></i>{}</span><span class=\"size\">{}</span></div>",
                kind, name, Plot.number(100 * bytes / largest, 2), whisker, ByteCount.of(bytes));
    }

    private static Html whisker(double low, double high, double largest) {
        return Html.of(
                "<b style=\"left:{}%;width:{}%\"></b>",
                Plot.number(100 * low / largest, 2), Plot.number(100 * (high - low) / largest, 2));
    }
}
