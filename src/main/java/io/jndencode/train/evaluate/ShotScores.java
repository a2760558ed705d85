package io.jndencode.train.evaluate;

import io.jndencode.dataset.JndLevels;
import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predictions of pictures, gathered by shot: a shot's prediction is the mean over its pictures, as its label is one.
 *
 * @param levels the levels predicted
 * @param shots one entry a shot
 */
public record ShotScores(List<JndLevel> levels, List<Scored> shots) {
    /**
     * A shot's label and prediction.
     *
     * @param source where it is from
     * @param levels the label
     * @param predicted the levels predicted, in the scores' order
     */
    public record Scored(String source, JndLevels levels, List<Double> predicted) {}

    public ShotScores {
        levels = List.copyOf(levels);
        shots = List.copyOf(shots);
    }

    /** Gathers predictions given in the order of the pictures. */
    public static ShotScores of(List<JndLevel> levels, List<LabelledPicture> pictures, List<List<Double>> predictions) {
        Map<Integer, List<Integer>> byShot = new LinkedHashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            byShot.computeIfAbsent(pictures.get(i).shot(), shot -> new ArrayList<>())
                    .add(i);
        }
        List<Scored> scored = new ArrayList<>();
        for (List<Integer> members : byShot.values()) {
            List<Double> mean = new ArrayList<>();
            for (int level = 0; level < levels.size(); level++) {
                int at = level;
                mean.add(members.stream()
                        .mapToDouble(i -> predictions.get(i).get(at))
                        .average()
                        .orElseThrow());
            }
            LabelledPicture first = pictures.get(members.get(0));
            scored.add(new Scored(first.source(), first.levels(), mean));
        }
        return new ShotScores(levels, scored);
    }

    /** Judges one of the predicted levels, counted from 0, against a constant. */
    public Evaluation evaluate(int index, double constant) {
        return Evaluation.of(pairs(index), constant);
    }

    /** Judges all levels against the training labels' means. */
    public List<Evaluation> evaluate(LabelStatistics labels) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> evaluate(i, labels.mean(levels.get(i))))
                .toList();
    }

    /** Mean absolute errors, one a level. */
    public List<Double> maes() {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> evaluate(i, 0).mae())
                .toList();
    }

    /** Labels of one of the predicted levels with what was predicted. */
    public List<Evaluation.Pair> pairs(int index) {
        JndLevel level = levels.get(index);
        return shots.stream()
                .map(shot -> new Evaluation.Pair(
                        shot.levels().of(level), shot.predicted().get(index)))
                .toList();
    }
}
