package io.jndencode.report.ladder;

import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the rate and the quantiser of every shot in every rung over time. */
final class RungCharts {
    private static final int MOST_CUTS = 150;
    private static final double COARSEST = 51;

    private final LadderData data;

    private RungCharts(LadderData data) {
        this.data = data;
    }

    static Html of(LadderData data) {
        RungCharts charts = new RungCharts(data);
        return Html.join(List.of(charts.rates(), charts.quantisers()));
    }

    private Html rates() {
        LadderData.Value rate = (rung, shot) -> data.at(rung, shot).kbps();
        double most = data.all(rate).max().orElse(1);
        Plot plot = Plot.around(data.axis(), 0, Math.max(1, most));
        Html caption =
                Html.of("<b>Rate of each shot</b>, kb/s of its pictures. <span class=\"legend\">{}</span>", legend());
        return plot.figure(caption, meaning("Rate", rate, " kb/s"), shapes(plot, rate), Html.NOTHING);
    }

    private Html quantisers() {
        LadderData.Value qp = (rung, shot) -> data.at(rung, shot).qp();
        double least = data.all(qp).min().orElse(0);
        double most = data.all(qp).max().orElse(COARSEST);
        Plot plot = Plot.around(data.axis(), Math.max(0, least - 1), Math.min(COARSEST, most + 1));
        Html caption = Html.of(
                "<b>Quantiser of each shot</b>, QP of x264 or what measures the same: higher is coarser."
                        + " <span class=\"legend\">{}</span>",
                legend());
        return plot.figure(caption, meaning("QP", qp, ""), shapes(plot, qp), Html.NOTHING);
    }

    private Html legend() {
        return Html.join(IntStream.range(0, data.rungs().size())
                .mapToObj(rung -> Html.of(
                        "<span class=\"key\"><i class=\"swatch {}\"></i>{}</span>",
                        LadderData.colour(rung),
                        data.rungs().get(rung).rung()))
                .toList());
    }

    private String meaning(String name, LadderData.Value value, String unit) {
        return name + " over time of " + data.rungs().size() + " rungs, "
                + Plot.number(data.all(value).min().orElse(0), 0) + " to "
                + Plot.number(data.all(value).max().orElse(0), 0) + unit + "; the table of shots has all numbers.";
    }

    private Html shapes(Plot plot, LadderData.Value value) {
        List<Html> lines = IntStream.range(0, data.rungs().size())
                .mapToObj(rung -> Html.of(
                        "<path class=\"line {}\" d=\"{}\"/>", LadderData.colour(rung), steps(plot, rung, value)))
                .toList();
        return Html.of("{}{}", cuts(plot), Html.join(lines));
    }

    /** Returns lines where shots begin, unless they are too close to tell apart. */
    private Html cuts(Plot plot) {
        if (data.shots() > MOST_CUTS) {
            return Html.NOTHING;
        }
        StringBuilder path = new StringBuilder();
        for (int shot = 1; shot < data.shots(); shot++) {
            path.append('M').append(plot.x(data.start(shot))).append(" 0V100");
        }
        return Html.of("<path class=\"cuts\" d=\"{}\"/>", path);
    }

    private String steps(Plot plot, int rung, LadderData.Value value) {
        StringBuilder path = new StringBuilder();
        for (int shot = 0; shot < data.shots(); shot++) {
            path.append(shot == 0 ? "M" + plot.x(data.start(shot)) + " " : "V");
            path.append(plot.y(value.of(rung, shot)));
            path.append('H').append(plot.x(data.end(shot)));
        }
        return path.toString();
    }
}
