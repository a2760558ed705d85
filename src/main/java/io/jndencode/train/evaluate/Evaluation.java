package io.jndencode.train.evaluate;

import java.util.List;
import java.util.Objects;

/**
 * Errors of predictions at one level, in QP, beside those of a constant predictor on the same labels.
 *
 * @param count number of predictions
 * @param mae mean absolute error
 * @param rmse root of the mean squared error
 * @param correlation Pearson's; 0 if either side does not vary
 * @param bias mean of prediction minus label: above 0 is too coarse, the side that viewers see
 * @param coarserByOne share of predictions more than 1 QP above their label
 * @param coarserByTwo share of predictions more than 2 QP above their label
 * @param constantMae mean absolute error of always predicting the training labels' mean
 * @param constantRmse root mean squared error of the same
 */
public record Evaluation(
        int count,
        double mae,
        double rmse,
        double correlation,
        double bias,
        double coarserByOne,
        double coarserByTwo,
        double constantMae,
        double constantRmse) {
    /** A label with its prediction. */
    public record Pair(double label, double predicted) {
        /** Returns the error with its sign: above 0 is too coarse. */
        public double error() {
            return predicted - label;
        }
    }

    /** Evaluates pairs; {@code constant} comes from the training part, never from the pairs themselves. */
    public static Evaluation of(List<Pair> pairs, double constant) {
        Objects.requireNonNull(pairs, "pairs is null");
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("nothing to judge");
        }
        int n = pairs.size();
        double absolute = 0;
        double squared = 0;
        double absoluteConstant = 0;
        double squaredConstant = 0;
        for (Pair pair : pairs) {
            double error = pair.error();
            double errorConstant = constant - pair.label();
            absolute += Math.abs(error);
            squared += error * error;
            absoluteConstant += Math.abs(errorConstant);
            squaredConstant += errorConstant * errorConstant;
        }
        return new Evaluation(
                n,
                absolute / n,
                Math.sqrt(squared / n),
                correlation(pairs),
                pairs.stream().mapToDouble(Pair::error).average().orElseThrow(),
                coarserBy(1, pairs),
                coarserBy(2, pairs),
                absoluteConstant / n,
                Math.sqrt(squaredConstant / n));
    }

    /** Returns the share of predictions more than some QP above their label. */
    public static double coarserBy(double qp, List<Pair> pairs) {
        return (double) pairs.stream().filter(pair -> pair.error() > qp).count() / pairs.size();
    }

    private static double correlation(List<Pair> pairs) {
        double meanLabel = pairs.stream().mapToDouble(Pair::label).average().orElseThrow();
        double meanPredicted =
                pairs.stream().mapToDouble(Pair::predicted).average().orElseThrow();
        double both = 0;
        double labels = 0;
        double predictions = 0;
        for (Pair pair : pairs) {
            double x = pair.label() - meanLabel;
            double y = pair.predicted() - meanPredicted;
            both += x * y;
            labels += x * x;
            predictions += y * y;
        }
        double scale = Math.sqrt(labels * predictions);
        return scale > 1e-12 ? both / scale : 0;
    }
}
