package io.jndencode.encode.shot;

import io.jndencode.plan.QpLimits;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Searches the QP at which an encode meets the target, given the measured errors of the encodes so far: first by the
 * error itself, which is in QPs, then by the line through the two encodes nearest to the target. Not safe for several
 * threads.
 */
final class QpSearch {
    /** An encode meets the target within this many QPs. */
    static final double TOLERANCE = 1;

    /** Least slope assumed: two noisy measurements close together may give any slope, while a QP is worth about one. */
    private static final double FLATTEST = 0.5;

    private static final double STEEPEST = 2;

    private final QpLimits limits;
    private final NavigableMap<Integer, Double> tried = new TreeMap<>();

    QpSearch(QpLimits limits) {
        this.limits = limits;
    }

    /** Records a measured encode; {@code error} is by how many QPs it is coarser (+) or finer (-) than the target. */
    void tried(int qp, double error) {
        tried.put(qp, error);
    }

    /**
     * Returns the QP to try next; empty if an encode meets the target, or nothing better is known within the limits.
     */
    OptionalInt next() {
        int best = best();
        double error = error(best);
        if (Math.abs(error) <= TOLERANCE || !Double.isFinite(error)) {
            return OptionalInt.empty();
        }
        int qp = limits.clamp((int) Math.round(best - error / slope(best)));
        if (!tried.containsKey(qp)) {
            return OptionalInt.of(qp);
        }
        int beside = best + (error > 0 ? -1 : 1);
        boolean between = error(qp) * error < 0 && !tried.containsKey(beside);
        return between ? OptionalInt.of(beside) : OptionalInt.empty();
    }

    /** Returns the change of the error per QP between the best encode and the one nearest to it. */
    private double slope(int best) {
        OptionalInt other = tried.keySet().stream()
                .filter(qp -> qp != best)
                .mapToInt(Integer::intValue)
                .reduce((a, b) -> Math.abs(a - best) <= Math.abs(b - best) ? a : b);
        if (other.isEmpty()) {
            return 1;
        }
        double slope = (error(best) - error(other.getAsInt())) / (best - other.getAsInt());
        return Math.max(FLATTEST, Math.min(STEEPEST, slope));
    }

    /** Returns the tried QP with the smallest error; of equal ones the finer. */
    int best() {
        int best = tried.firstKey();
        for (int qp : tried.keySet()) {
            best = Math.abs(error(qp)) < Math.abs(error(best)) ? qp : best;
        }
        return best;
    }

    private double error(int qp) {
        Double error = tried.get(qp);
        if (error == null) {
            throw new IllegalArgumentException("QP " + qp + " was not tried");
        }
        return error;
    }
}
