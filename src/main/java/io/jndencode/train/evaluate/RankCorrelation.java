package io.jndencode.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spearman's rank correlation; equal values share the mean of their ranks. */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** Returns the rank correlation of labels and predictions; 0 if either side does not vary. */
    public static double of(List<Evaluation.Pair> pairs) {
        double[] labels =
                ranks(pairs.stream().mapToDouble(Evaluation.Pair::label).toArray());
        double[] predicted =
                ranks(pairs.stream().mapToDouble(Evaluation.Pair::predicted).toArray());
        List<Evaluation.Pair> ranked = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            ranked.add(new Evaluation.Pair(labels[i], predicted[i]));
        }
        return Evaluation.of(ranked, 0).correlation();
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = Arrays.binarySearch(sorted, values[i]);
            int last = first;
            while (first > 0 && sorted[first - 1] == values[i]) {
                first--;
            }
            while (last + 1 < sorted.length && sorted[last + 1] == values[i]) {
                last++;
            }
            ranks[i] = (first + last) / 2.0;
        }
        return ranks;
    }
}
