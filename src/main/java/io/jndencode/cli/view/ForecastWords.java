package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.text.ByteCount;
import java.util.Locale;

/** Words a forecast for people. */
public final class ForecastWords {
    private ForecastWords() {}

    /**
     * Returns text such as {@code the video would have about 6.1 MB (5.2 MB to 7.0 MB), 21 % less than the source's, and the file 6.9 MB}.
     */
    public static String of(SidecarForecast forecast) {
        String size = "the video would have about %s (%s to %s)"
                .formatted(
                        ByteCount.of(forecast.videoBytes()),
                        ByteCount.of(forecast.low()),
                        ByteCount.of(forecast.high()));
        Double saved = forecast.videoSaved();
        String share = saved == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.0f %% %s than the source's",
                        100 * Math.abs(saved),
                        saved < 0 ? "more" : "less");
        Long all = forecast.outputBytes();
        return size + share + (all == null ? "" : ", and the file " + ByteCount.of(all));
    }
}
