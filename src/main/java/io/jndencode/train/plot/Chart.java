package io.jndencode.train.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A small line or scatter chart as SVG text; needs no fonts or window system of the machine.
 *
 * @param title above the chart
 * @param across name of the horizontal axis
 * @param up name of the vertical axis
 * @param series what to draw, the first at the bottom
 */
public record Chart(String title, String across, String up, List<Series> series) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#7f7f7f");

    /** A point in the axes' own units. */
    public record Point(double x, double y) {}

    /** Points under one name, drawn as a line or as dots. */
    public record Series(String name, boolean joined, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    public Chart {
        series = List.copyOf(series);
    }

    /** Returns the SVG text; empty axes go from 0 to 1. */
    public String svg() {
        Axis x = Axis.over(points().mapToDouble(Point::x), LEFT, WIDTH - RIGHT);
        Axis y = Axis.over(points().mapToDouble(Point::y), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"%n"
                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append("     font-family=\"sans-serif\" font-size=\"12\">%n".formatted());
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, WIDTH / 2.0, 20, "middle", title);
        text(svg, WIDTH / 2.0, HEIGHT - 10, "middle", across);
        text(svg, LEFT, TOP - 8, "end", up);
        for (double tick : x.ticks()) {
            line(svg, x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM);
            text(svg, x.at(tick), HEIGHT - BOTTOM + 16, "middle", number(tick));
        }
        for (double tick : y.ticks()) {
            line(svg, LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
            text(svg, LEFT - 6, y.at(tick) + 4, "end", number(tick));
        }
        for (int i = 0; i < series.size(); i++) {
            draw(svg, series.get(i), x, y, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private Stream<Point> points() {
        return series.stream().flatMap(one -> one.points().stream());
    }

    private static void draw(StringBuilder svg, Series series, Axis x, Axis y, int index) {
        String colour = COLOURS.get(index % COLOURS.size());
        if (series.joined()) {
            String path = series.points().stream()
                    .map(point -> pair(x.at(point.x()), y.at(point.y())))
                    .collect(Collectors.joining(" "));
            svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                    .formatted(colour, path));
        } else {
            for (Point point : series.points()) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\" fill-opacity=\"0.6\"/>%n",
                        x.at(point.x()),
                        y.at(point.y()),
                        colour));
            }
        }
        svg.append("<g fill=\"%s\">".formatted(colour));
        text(svg, WIDTH - RIGHT - 8, TOP + 16 * (index + 1), "end", series.name());
        svg.append("</g>\n");
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, safe));
    }

    private static String pair(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static String number(double value) {
        return Math.abs(value) < 1e-12
                ? "0"
                : String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
    }

    /** A scale from data to pixels. */
    private record Axis(double low, double high, double step, double from, double to) {
        private static final int PARTS = 6;

        static Axis over(DoubleStream values, double from, double to) {
            var range = values.filter(Double::isFinite).summaryStatistics();
            double low = range.getCount() == 0 ? 0 : range.getMin();
            double high = range.getCount() == 0 ? 1 : range.getMax();
            if (!(high > low)) {
                high = low + 1;
            }
            double step = nice((high - low) / PARTS);
            return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step, from, to);
        }

        /** Returns the next number that is 1, 2, 5 or 10 times a power of ten. */
        private static double nice(double rough) {
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double digit = rough / power;
            return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        }

        double at(double value) {
            return from + (value - low) / (high - low) * (to - from);
        }

        double[] ticks() {
            int count = (int) Math.round((high - low) / step);
            double[] ticks = new double[count + 1];
            for (int i = 0; i <= count; i++) {
                ticks[i] = low + i * step;
            }
            return ticks;
        }
    }
}
