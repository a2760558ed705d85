package io.jndencode.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions of pictures, gathered by shot: a shot's prediction is the mean over its pictures, as its label is one.
 *
 * @param shots one entry a shot
 */
public record ShotScores(List<Scored> shots) {
    /**
     * A shot's label and prediction.
     *
     * @param source where it is from
     * @param levels the label
     * @param predicted the three levels predicted
     */
    public record Scored(String source, JndLevels levels, List<Double> predicted) {}

    public ShotScores {
        shots = List.copyOf(shots);
    }

    /** Gathers predictions given in the order of the pictures. */
    static ShotScores of(List<LabelledPicture> pictures, List<List<Double>> predictions) {
        Map<Integer, List<Integer>> byShot = new LinkedHashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            byShot.computeIfAbsent(pictures.get(i).shot(), shot -> new ArrayList<>())
                    .add(i);
        }
        List<Scored> scored = new ArrayList<>();
        for (List<Integer> members : byShot.values()) {
            List<Double> mean = new ArrayList<>();
            for (int level = 0; level < 3; level++) {
                int at = level;
                mean.add(members.stream()
                        .mapToDouble(i -> predictions.get(i).get(at))
                        .average()
                        .orElseThrow());
            }
            LabelledPicture first = pictures.get(members.get(0));
            scored.add(new Scored(first.source(), first.levels(), mean));
        }
        return new ShotScores(scored);
    }

    /** Judges one level, 0 for JND1, against a constant. */
    public Evaluation judge(int level, double constant) {
        return Evaluation.of(
                shots.stream()
                        .map(shot -> new Evaluation.Pair(
                                shot.levels().at(level), shot.predicted().get(level)))
                        .toList(),
                constant);
    }

    /** Mean of the labels over shots. */
    public double mean(int level) {
        return shots.stream()
                .mapToDouble(shot -> shot.levels().at(level))
                .average()
                .orElseThrow();
    }
}
