package io.jndencode.report;

import io.jndencode.report.page.Plot;
import java.util.ArrayList;
import java.util.List;

/**
 * Measurements over time, reduced to as many points as can be drawn.
 *
 * @param points in order of time; each stands for one frame, or for several that would share a column
 */
record Series(List<Point> points) {
    /** Maximum number of points; no screen has more columns. */
    static final int MOST = 1500;

    private static final int BUCKETS = 750;

    /**
     * One or several frames.
     *
     * @param seconds time of the first
     * @param low the least of their values
     * @param mean of their values
     * @param high the largest
     */
    record Point(double seconds, double low, double mean, double high) {}

    Series {
        points = List.copyOf(points);
    }

    /**
     * Returns all frames if they are few, otherwise the minimum, mean and maximum of runs with equal numbers of frames.
     */
    static Series of(double[] seconds, double[] values) {
        int count = values.length <= MOST ? values.length : BUCKETS;
        List<Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * values.length / count);
            int to = (int) ((long) (i + 1) * values.length / count);
            points.add(point(seconds[from], values, from, to));
        }
        return new Series(points);
    }

    private static Point point(double seconds, double[] values, int from, int to) {
        double low = values[from];
        double high = values[from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
            sum += values[i];
        }
        return new Point(seconds, low, sum / (to - from), high);
    }

    /** Returns whether points stand for several frames. */
    boolean reduced() {
        return points.stream().anyMatch(point -> point.low() != point.high());
    }

    /** Returns the line through the means. */
    String line(Plot plot) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L').append(plot.x(point.seconds()));
            path.append(' ').append(plot.y(point.mean()));
        }
        return path.toString();
    }

    /** Returns the area between minimum and maximum. */
    String envelope(Plot plot) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L').append(plot.x(point.seconds()));
            path.append(' ').append(plot.y(point.high()));
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            path.append('L').append(plot.x(points.get(i).seconds()));
            path.append(' ').append(plot.y(points.get(i).low()));
        }
        return path.append('Z').toString();
    }
}
