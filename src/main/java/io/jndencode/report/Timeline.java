package io.jndencode.report;

import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Renders the video from left to right: a strip of thumbnails, and a block for every shot, darker the higher its QP.
 */
final class Timeline {
    private static final int SLOTS = 12;

    private Timeline() {}

    static Html of(ReportData data, NavigableMap<Integer, DataUri> thumbnails) {
        return Html.of(
                """
                <figure class="chart">
                <figcaption><b>Shots</b>: the stronger the colour, the coarser.{}</figcaption>
                {}
                <svg class="shots" viewBox="0 0 1000 20" preserveAspectRatio="none" role="group" aria-label="{}">{}</svg>
                {}
                </figure>\
                """,
                thumbnails.isEmpty() ? " No pictures: the files were not there." : "",
                strip(data, thumbnails),
                FigureFormat.count(data.shots().size(), "shot") + " on the axis of time; the table below lists them",
                blocks(data),
                Plot.times(data.axis()));
    }

    private static Html strip(ReportData data, NavigableMap<Integer, DataUri> thumbnails) {
        if (thumbnails.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> pictures = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            int shot = data.at((i + 0.5) / SLOTS).index();
            Map.Entry<Integer, DataUri> picture = Thumbnails.nearest(thumbnails, shot);
            pictures.add(Html.of(
                    "<a href=\"#shot-{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"shot {}\"/></a>",
                    picture.getKey(),
                    picture.getValue().uri(),
                    picture.getValue().width(),
                    picture.getValue().height(),
                    picture.getKey()));
        }
        return Html.of("<div class=\"strip\">{}</div>", Html.join(pictures));
    }

    private static Html blocks(ReportData data) {
        int[] qps = data.shots().stream()
                .mapToInt(shot -> shot.shot().qp())
                .sorted()
                .toArray();
        double span = Math.max(1, qps[qps.length - 1] - qps[0]);
        return Html.join(data.shots().stream()
                .map(shot -> block(data, shot, (shot.shot().qp() - qps[0]) / span))
                .toList());
    }

    private static Html block(ReportData data, ShotView shot, double shade) {
        double left = 1000 * data.place(shot.start());
        double right = 1000 * data.place(shot.end());
        return Html.of(
                "<a href=\"#shot-{}\"><rect x=\"{}\" width=\"{}\" height=\"20\" fill-opacity=\"{}\">"
                        + "<title>{}</title></rect></a>",
                shot.index(),
                Plot.number(left, 2),
                Plot.number(Math.max(0.05, right - left), 2),
                Plot.number(0.2 + 0.8 * shade, 2),
                "shot " + shot.index() + ", " + FigureFormat.clock(shot.start()) + ", QP "
                        + shot.shot().qp());
    }
}
