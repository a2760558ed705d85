package io.jndencode.plan.forecast;

import java.util.List;

/**
 * Forecasts bits per pixel and frame, as a base-2 logarithm, as a weighted sum of {@link ForecastFeature}s.
 *
 * @param intercept value if all features have their means
 * @param terms one for each feature
 * @param deviation standard deviation of the error, in doublings, on shots of sources outside the fit
 */
public record SizeModel(double intercept, List<Term> terms, double deviation) {
    /** Bits per pixel and frame that no forecast is below, as a base-2 logarithm: an empty frame has headers all the same. */
    private static final double LEAST = -14;

    /** More than uncompressed pictures have. */
    private static final double MOST = 5;

    /**
     * The term of one feature.
     *
     * @param mean of the feature over the shots of the fit
     * @param weight doublings per unit of the feature
     */
    public record Term(ForecastFeature feature, double mean, double weight) {}

    public SizeModel {
        terms = List.copyOf(terms);
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("no deviation: " + deviation);
        }
    }

    /** Returns by how many doublings the size changes for each unit of a feature more. */
    double slope(ForecastFeature feature) {
        return terms.stream()
                .filter(term -> term.feature() == feature)
                .mapToDouble(Term::weight)
                .sum();
    }

    /** Returns the bits per pixel and frame of a shot, as a base-2 logarithm. */
    public double of(ForecastScene shot) {
        double sum = intercept;
        for (Term term : terms) {
            sum += term.weight() * (term.feature().of(shot) - term.mean());
        }
        return Math.max(LEAST, Math.min(MOST, sum));
    }
}
