package io.jndencode.encode.shot;

import io.jndencode.plan.QpLimits;
import io.jndencode.plan.crf.RateMapping;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Searches the QP or CRF at which an encode meets its target, given the measured errors of the encodes so far: first by what a step is usually
 * worth, then by the line through the two encodes nearest to the target. Not safe for several threads.
 */
final class RateSearch {
    /** Errors of QPs are counted in QPs. */
    private static final double QP_TOLERANCE = 1;

    /** Errors of CRFs are counted in dB of XPSNR; a quarter of SVT-AV1's CRF is 0.06 dB, of x265's 0.15. */
    private static final double CRF_TOLERANCE = 0.15;

    /** By how many dB a QP usually changes XPSNR, and a CRF as much as it stands for (docs/encoders.md). */
    private static final double DECIBELS_PER_QP = 0.57;

    private static final double CRF_STEP = 0.25;

    /** Bounds of a measured slope in usual ones: two noisy measurements close together may give any. */
    private static final double FLATTEST = 0.5;

    private static final double STEEPEST = 2;

    private final double tolerance;
    private final double usual;
    private final double step;
    private final DoubleUnaryOperator usable;
    private final NavigableMap<Double, Double> tried = new TreeMap<>();
    private double lookedAt = Double.NaN;
    private double seen;

    private RateSearch(double tolerance, double usual, double step, DoubleUnaryOperator usable) {
        this.tolerance = tolerance;
        this.usual = usual;
        this.step = step;
        this.usable = usable;
    }

    /** Searches whole QPs. */
    static RateSearch ofQps(QpLimits limits) {
        return new RateSearch(QP_TOLERANCE, 1, 1, qp -> limits.clamp((int) Math.round(qp)));
    }

    /** Searches CRFs about the one that stands for a QP. */
    static RateSearch ofCrfs(RateMapping mapping, int qp) {
        return new RateSearch(CRF_TOLERANCE, DECIBELS_PER_QP / mapping.step(qp), CRF_STEP, mapping::usable);
    }

    /** Records what an encode of a part says, which counts for the slope alone; returns the rate to begin with. */
    double looked(double rate, double error) {
        if (!Double.isFinite(error)) {
            return rate;
        }
        lookedAt = rate;
        seen = error;
        return Math.abs(error) <= tolerance ? rate : usable.applyAsDouble(rate - error / usual);
    }

    /** Records a measured encode; {@code error} is by how much it is coarser (+) or finer (-) than the target. */
    void tried(double rate, double error) {
        tried.put(rate, error);
    }

    /** Returns the rate to try next; empty if an encode meets the target, or nothing better is known within the limits. */
    OptionalDouble next() {
        double best = best();
        double error = error(best);
        if (Math.abs(error) <= tolerance || !Double.isFinite(error)) {
            return OptionalDouble.empty();
        }
        double rate = usable.applyAsDouble(best - error / slope(best));
        if (!tried.containsKey(rate)) {
            return OptionalDouble.of(rate);
        }
        double beside = usable.applyAsDouble(best + (error > 0 ? -step : step));
        boolean between = error(rate) * error < 0 && !tried.containsKey(beside);
        return between ? OptionalDouble.of(beside) : OptionalDouble.empty();
    }

    /** Returns the change of the error per step of the scale between the best encode and the one nearest to it. */
    private double slope(double best) {
        OptionalDouble other = tried.keySet().stream()
                .mapToDouble(Double::doubleValue)
                .filter(rate -> rate != best)
                .reduce((a, b) -> Math.abs(a - best) <= Math.abs(b - best) ? a : b);
        double rate = other.orElse(lookedAt);
        if (Double.isNaN(rate) || rate == best) {
            return usual;
        }
        double slope = (error(best) - (other.isPresent() ? error(rate) : seen)) / (best - rate);
        return Math.max(FLATTEST * usual, Math.min(STEEPEST * usual, slope));
    }

    /** Returns the tried rate with the smallest error; of equal ones the finer. */
    double best() {
        double best = tried.firstKey();
        for (double rate : tried.keySet()) {
            best = Math.abs(error(rate)) < Math.abs(error(best)) ? rate : best;
        }
        return best;
    }

    private double error(double rate) {
        Double error = tried.get(rate);
        if (error == null) {
            throw new IllegalArgumentException(rate + " was not tried");
        }
        return error;
    }
}
