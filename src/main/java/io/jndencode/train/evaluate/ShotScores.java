package io.jndencode.train.evaluate;

import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predictions by shot. The prediction of a shot is the mean over its pictures, because its label is one as well.
 *
 * @param levels the levels predicted
 * @param shots one entry per shot
 */
public record ShotScores(List<JndLevel> levels, List<Scored> shots) {
    /**
     * A shot's label and prediction.
     *
     * @param source the source it comes from
     * @param tag kind of content; empty if unknown
     * @param levels the label
     * @param predicted the predicted levels, in the scores' order
     */
    public record Scored(String source, String tag, JndLevels levels, List<Double> predicted) {}

    public ShotScores {
        levels = List.copyOf(levels);
        shots = List.copyOf(shots);
    }

    /** Groups predictions, given in the order of the pictures, by shot. */
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
            scored.add(new Scored(first.source(), first.tag(), first.levels(), mean));
        }
        return new ShotScores(levels, scored);
    }

    /** Evaluates one of the predicted levels, counted from 0, beside a constant predictor. */
    public Evaluation evaluate(int index, double constant) {
        return Evaluation.of(pairs(index), constant);
    }

    /** Evaluates all levels beside the means of the training labels. */
    public List<Evaluation> evaluate(LabelStatistics labels) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> evaluate(i, labels.mean(levels.get(i))))
                .toList();
    }

    /** Returns the errors of the first predicted level by kind of content. */
    public List<ContentErrors> byContent() {
        JndLevel level = levels.get(0);
        return ContentErrors.of(shots.stream()
                .map(shot -> new ContentErrors.Judged(
                        shot.tag(),
                        new Evaluation.Pair(
                                shot.levels().of(level), shot.predicted().get(0))))
                .toList());
    }

    /** Returns the mean absolute errors, one per level. */
    public List<Double> maes() {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> evaluate(i, 0).mae())
                .toList();
    }

    /** Returns the labels of one of the predicted levels with their predictions. */
    public List<Evaluation.Pair> pairs(int index) {
        JndLevel level = levels.get(index);
        return shots.stream()
                .map(shot -> new Evaluation.Pair(
                        shot.levels().of(level), shot.predicted().get(index)))
                .toList();
    }
}
