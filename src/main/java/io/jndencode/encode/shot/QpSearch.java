package io.jndencode.encode.shot;

import io.jndencode.plan.QpLimits;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Looks for the QP at which an encode is right, from measured errors of encodes tried: first by the error itself, which is in QPs, then
 * by the line through the two encodes nearest to the target. Not for several threads.
 */
final class QpSearch {
    /** An encode is right within this many QPs. */
    static final double TOLERANCE = 1;

    /** Two noisy measurements close together may say anything about the slope: a QP is worth about one. */
    private static final double FLATTEST = 0.5;

    private static final double STEEPEST = 2;

    private final QpLimits limits;
    private final NavigableMap<Integer, Double> tried = new TreeMap<>();

    QpSearch(QpLimits limits) {
        this.limits = limits;
    }

    /** An encode was measured: {@code error} is by how many QPs it is coarser (+) or finer (-) than the target. */
    void tried(int qp, double error) {
        tried.put(qp, error);
    }

    /** The QP to try next; none where an encode tried is right, or nothing better is known within the limits. */
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

    /** Change of the error with the QP, between the best and the encode nearest to it. */
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

    /** The QP tried whose error is smallest; of equal ones the finer. */
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
