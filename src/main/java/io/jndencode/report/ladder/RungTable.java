package io.jndencode.report.ladder;

import io.jndencode.ladder.LadderRecord;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Renders the rungs: a bar of the size of each, with the range that was forecast, and a table of what they are. */
final class RungTable {
    private static final List<String> HEADERS = List.of(
            "Rung", "Size", "Encoder", "Codecs", "Average", "Peak", "Bytes", "Forecast", "Came", "XPSNR", "Key frames");

    private final LadderData data;

    private RungTable(LadderData data) {
        this.data = data;
    }

    static Html of(LadderData data) {
        RungTable table = new RungTable(data);
        List<Html> rows =
                IntStream.range(0, data.rungs().size()).mapToObj(table::row).toList();
        return Html.of(
                """
                {}
                <div class="scroll" tabindex="0" role="region" aria-label="table of rungs"><table id="rungs">
                <thead><tr>{}</tr></thead>
                <tbody>
                {}
                </tbody></table></div>\
                """,
                table.bars(),
                Html.join(HEADERS.stream()
                        .map(name -> Html.of("<th scope=\"col\">{}</th>", name))
                        .toList()),
                Html.join(rows));
    }

    private Html bars() {
        double largest = data.rungs().stream()
                .mapToDouble(rung -> Math.max(
                        rung.stream().bytes(),
                        rung.forecast() == null ? 0 : rung.forecast().high()))
                .max()
                .orElse(1);
        List<Html> bars = IntStream.range(0, data.rungs().size())
                .mapToObj(rung -> bar(rung, Math.max(1, largest)))
                .toList();
        boolean foreseen = data.rungs().stream().anyMatch(rung -> rung.forecast() != null);
        return Html.of(
                "<figure class=\"bars\"><figcaption><b>Size of the coded pictures</b>{}</figcaption>{}</figure>",
                foreseen
                        ? "; the whisker is what was forecast, a range that holds " + SizeForecast.COVERAGE
                                + " of 100 encodes"
                        : "",
                Html.join(bars));
    }

    private Html bar(int index, double largest) {
        LadderRecord.RungRecord rung = data.rungs().get(index);
        return Html.of(
                "<div class=\"bar {}\"><span class=\"name\">{}</span><span class=\"track\"><i style=\"width:{}%\"></i>{}</span>"
                        + "<span class=\"size\">{}</span></div>",
                LadderData.colour(index),
                rung.rung(),
                Plot.number(100 * rung.stream().bytes() / largest, 2),
                whisker(rung.forecast(), largest),
                ByteCount.of(rung.stream().bytes()));
    }

    private static Html whisker(@Nullable SizeForecast forecast, double largest) {
        return forecast == null
                ? Html.NOTHING
                : Html.of(
                        "<b style=\"left:{}%;width:{}%\"></b>",
                        Plot.number(100 * forecast.low() / largest, 2),
                        Plot.number(100 * (forecast.high() - forecast.low()) / largest, 2));
    }

    private Html row(int index) {
        LadderRecord.RungRecord rung = data.rungs().get(index);
        List<Html> cells = new ArrayList<>();
        cells.add(text(rung.coding().width() + "\u00d7" + rung.coding().height()));
        cells.add(text(rung.coding().encoder() + " " + rung.coding().encoderPreset() + ", "
                + rung.coding().rateControl()));
        cells.add(text(rung.stream().codecs()));
        cells.add(text(FigureFormat.bitRate((double) rung.stream().averageBandwidth())));
        cells.add(text(FigureFormat.bitRate((double) rung.stream().peakBandwidth())));
        cells.add(text(ByteCount.of(rung.stream().bytes())));
        cells.add(text(forecast(rung.forecast())));
        cells.add(text(came(rung)));
        cells.add(text(rung.xpsnr() == null ? "\u2013" : FigureFormat.fixed(rung.xpsnr(), 2) + " dB"));
        cells.add(text(String.valueOf(rung.aim().keyint())));
        return Html.of(
                "<tr><th scope=\"row\"><i class=\"swatch {}\"></i>{}</th>{}</tr>",
                LadderData.colour(index),
                rung.rung(),
                Html.join(cells));
    }

    private static String forecast(@Nullable SizeForecast forecast) {
        return forecast == null
                ? "\u2013"
                : ByteCount.of(forecast.bytes()) + " (" + ByteCount.of(forecast.low()) + " to "
                        + ByteCount.of(forecast.high()) + ")";
    }

    /** Returns by how much a rung is larger or smaller than was forecast. */
    private static String came(LadderRecord.RungRecord rung) {
        if (rung.forecast() == null || rung.forecast().bytes() == 0) {
            return "\u2013";
        }
        double off = (double) rung.stream().bytes() / rung.forecast().bytes() - 1;
        return (off < 0 ? "\u2212" : "+") + FigureFormat.percent(Math.abs(off));
    }

    private static Html text(String text) {
        return Html.of("<td>{}</td>", text);
    }
}
