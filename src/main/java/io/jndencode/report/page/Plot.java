package io.jndencode.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The frame all charts share: time from left to right over the whole width, a grid, labels. Shapes are SVG stretched to
 * the width of the page; labels and dots are HTML on top, so that they keep their size on any screen.
 *
 * @param axis from left to right
 * @param low value at the bottom
 * @param high value at the top
 * @param step distance between lines of the grid
 */
public record Plot(TimeAxis axis, double low, double high, double step) {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;
    private static final int MOST_TICKS = 8;

    private static final double[] TIME_STEPS = {
        0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200
    };

    /** Creates a plot with about five grid lines whose ends lie on the grid. */
    public static Plot around(TimeAxis axis, double least, double largest) {
        double span = Math.max(1e-6, largest - least);
        double step = Math.pow(10, Math.floor(Math.log10(span / 4)));
        for (double factor : new double[] {5, 2}) {
            if (span / (step * factor) >= 3) {
                step *= factor;
                break;
            }
        }
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil(largest / step - 1e-9) * step;
        return new Plot(axis, low, high > low ? high : low + step, step);
    }

    /** Returns the column of a time, in the units of the drawing. */
    public String x(double seconds) {
        return number(WIDTH * axis.place(seconds), 2);
    }

    /** Returns the row of a value; values outside are moved to the border. */
    public String y(double value) {
        double place = (high - value) / (high - low);
        return number(HEIGHT * Math.max(0, Math.min(1, place)), 2);
    }

    /** Returns the column as a share of the width, for HTML. */
    public String left(double seconds) {
        return number(100 * axis.place(seconds), 3) + "%";
    }

    /** Returns the row as a share of the height, for HTML. */
    public String top(double value) {
        return y(value) + "%";
    }

    /**
     * Returns the whole figure.
     *
     * @param caption above it
     * @param meaning text alternative for readers who cannot see it
     * @param shapes SVG
     * @param marks HTML placed by {@link #left} and {@link #top}
     */
    public Html figure(Html caption, String meaning, Html shapes, Html marks) {
        return Html.of("""
            <figure class="chart">
            <figcaption>{}</figcaption>
            <div class="plot">
            <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="{}">{}{}</svg>
            {}{}
            </div>
            {}
            </figure>\
            """, caption, meaning, grid(), shapes, values(), marks, times(axis));
    }

    private Html grid() {
        StringBuilder path = new StringBuilder();
        for (double value : lines()) {
            path.append("M0 ").append(y(value)).append("H1000");
        }
        return Html.of("<path class=\"grid\" d=\"{}\"/>", path);
    }

    private Html values() {
        int decimals = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
        List<Html> labels = new ArrayList<>();
        for (double value : lines()) {
            labels.add(Html.of(
                    "<span class=\"value\" style=\"top:{}\">{}</span>",
                    top(value),
                    FigureFormat.fixed(value, decimals)));
        }
        return Html.join(labels);
    }

    private List<Double> lines() {
        List<Double> lines = new ArrayList<>();
        int count = (int) Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            lines.add(low + i * step);
        }
        return lines;
    }

    /** Returns the time axis. */
    public static Html times(TimeAxis axis) {
        double step = TIME_STEPS[TIME_STEPS.length - 1];
        for (int i = TIME_STEPS.length - 1; i >= 0 && axis.seconds() / TIME_STEPS[i] <= MOST_TICKS; i--) {
            step = TIME_STEPS[i];
        }
        List<Html> ticks = new ArrayList<>();
        for (double time = Math.ceil(axis.start() / step) * step; time <= axis.end(); time += step) {
            String clock = FigureFormat.clock(time);
            ticks.add(Html.of(
                    "<span style=\"left:{}%\">{}</span>",
                    number(100 * axis.place(time), 3), step >= 1 ? clock.substring(0, clock.length() - 3) : clock));
        }
        return Html.of("<div class=\"times\" aria-hidden=\"true\">{}</div>", Html.join(ticks));
    }

    /** Formats a coordinate with few digits: paths of films are long. */
    public static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
