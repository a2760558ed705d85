package io.jndencode.cli.ladder;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import java.util.IntSummaryStatistics;
import java.util.Locale;

/** Prints what a ladder is expected to become: a line for each rung for people, NDJSON for programs. */
record ForecastView(Console console, ProgressOptions progress) {
    private static final String UNKNOWN =
            "whether a rung is left out because another looks as good is measured on the encodes and not known before";

    void show(LadderForecast forecast) {
        for (LadderForecast.RungForecast rung : forecast.rungs()) {
            console.result(progress.json() ? json(rung) : text(rung));
        }
        forecast.doubtful().forEach(each -> {
            if (progress.json()) {
                console.result(new JsonLine()
                        .put("type", "doubtful")
                        .put("rung", each.rung().toString())
                        .put("reason", each.reason())
                        .line());
            } else {
                console.say(
                        "jnd-encode: " + each.rung() + " will probably be left out: " + each.reason() + "; " + UNKNOWN);
            }
        });
    }

    private static IntSummaryStatistics qps(LadderForecast.RungForecast rung) {
        return rung.shots().stream().mapToInt(PlannedShot::qp).summaryStatistics();
    }

    private static String text(LadderForecast.RungForecast rung) {
        IntSummaryStatistics qps = qps(rung);
        SizeForecast size = rung.size();
        String expected = size == null
                ? "size unknown"
                : String.format(
                        Locale.ROOT,
                        "about %.0f kb/s (%.0f to %.0f), %.1f MB (%.1f to %.1f)",
                        rung.bandwidth(size.bytes()) / 1e3,
                        rung.bandwidth(size.low()) / 1e3,
                        rung.bandwidth(size.high()) / 1e3,
                        size.bytes() / 1e6,
                        size.low() / 1e6,
                        size.high() / 1e6);
        return "%s: %dx%d, %s, QP %d-%d"
                .formatted(
                        rung.rung(),
                        rung.picture().video().geometry().width(),
                        rung.picture().video().geometry().height(),
                        expected,
                        qps.getMin(),
                        qps.getMax());
    }

    private static String json(LadderForecast.RungForecast rung) {
        JsonLine line = new JsonLine()
                .put("type", "forecast")
                .put("rung", rung.rung().toString())
                .put("width", rung.picture().video().geometry().width())
                .put("height", rung.picture().video().geometry().height())
                .put("duration", rung.seconds(), 6)
                .put("shots", rung.shots().size())
                .put("minQp", qps(rung).getMin())
                .put("maxQp", qps(rung).getMax());
        SizeForecast size = rung.size();
        if (size != null) {
            line.put("bytes", size.bytes())
                    .put("low", size.low())
                    .put("high", size.high())
                    .put("averageBandwidth", rung.bandwidth(size.bytes()))
                    .put("lowBandwidth", rung.bandwidth(size.low()))
                    .put("highBandwidth", rung.bandwidth(size.high()));
        }
        return line.line();
    }
}
