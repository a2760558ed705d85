package io.jndencode.dataset;

import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mean and standard deviation of the labels for each of the three levels, over shots (not pictures).
 *
 * @param shots number of shots
 * @param means mean levels, the predictions of a constant predictor
 * @param deviations standard deviations
 */
public record LabelStatistics(int shots, List<Double> means, List<Double> deviations) {
    private static final List<JndLevel> COLUMNS = List.of(JndLevel.values());

    public LabelStatistics {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /** Returns the mean of a level. */
    public double mean(JndLevel level) {
        return means.get(COLUMNS.indexOf(level));
    }

    /** Returns the standard deviation of a level. */
    public double deviation(JndLevel level) {
        return deviations.get(COLUMNS.indexOf(level));
    }

    public static LabelStatistics of(List<LabelledPicture> pictures) {
        Set<Integer> seen = new HashSet<>();
        List<JndLevels> labels = new ArrayList<>();
        for (LabelledPicture picture : pictures) {
            if (seen.add(picture.shot())) {
                labels.add(picture.levels());
            }
        }
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (JndLevel level : COLUMNS) {
            double mean =
                    labels.stream().mapToDouble(l -> l.of(level)).average().orElseThrow();
            double variance = labels.stream()
                    .mapToDouble(l -> (l.of(level) - mean) * (l.of(level) - mean))
                    .average()
                    .orElseThrow();
            means.add(mean);
            deviations.add(Math.sqrt(variance));
        }
        return new LabelStatistics(labels.size(), means, deviations);
    }
}
