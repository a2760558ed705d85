package io.jndencode.label.rule;

import io.jndencode.jnd.JndLevels;
import io.jndencode.math.Ridge;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.rule.MetricFeature;
import io.jndencode.quality.rule.MetricJndModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits a {@link MetricJndModel} to measured shots with known levels, and judges it on sources left out of the fit. */
public final class MetricJndFit {
    private static final double PENALTY = 3;
    /** QP distance from JND1 at which a measurement counts 1/e in the fit: the rule is used near the level. */
    private static final double REACH = 9;

    private final List<MetricFeature> features;
    private final MetricJndModel.Steps steps;

    /**
     * A shot with its label and what was measured of it.
     *
     * @param group of its source: never on both sides of a judgement
     * @param weight of the label
     */
    record Shot(String group, JndLevels levels, double weight, ShotContent content, List<CurvePoint> curve) {}

    /**
     * Mean absolute errors in QP, of JND1, JND2, JND3, on shots whose source was left out.
     *
     * @param rule of the rule
     * @param constant of the mean of the others' labels
     * @param weighted the rule's, shots weighed by their labels' spread
     * @param constantWeighted the constant's, weighed
     */
    public record Agreement(
            int shots,
            List<Double> rule,
            List<Double> constant,
            List<Double> weighted,
            List<Double> constantWeighted) {}

    MetricJndFit(List<MetricFeature> features, MetricJndModel.Steps steps) {
        this.features = List.copyOf(features);
        this.steps = steps;
    }

    MetricJndModel fit(List<Shot> shots, Map<String, Object> about) {
        List<Ridge.Row> rows = new ArrayList<>();
        for (Shot shot : shots) {
            for (CurvePoint point : shot.curve()) {
                double above = point.qp() - shot.levels().jnd1();
                double[] values = features.stream()
                        .mapToDouble(feature -> feature.of(point, shot.content()))
                        .toArray();
                rows.add(new Ridge.Row(values, above, shot.weight() * Math.exp(-(above / REACH) * (above / REACH))));
            }
        }
        Ridge ridge = Ridge.fit(rows, PENALTY);
        List<MetricJndModel.Term> terms = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            terms.add(new MetricJndModel.Term(features.get(i), rounded(ridge.means()[i]), rounded(ridge.weights()[i])));
        }
        return new MetricJndModel(MetricJndModel.SCHEMA, about, rounded(ridge.intercept()), terms, steps);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    /** Leaves one group of sources out at a time. */
    Agreement judge(List<Shot> shots) {
        Map<String, List<Shot>> groups = new LinkedHashMap<>();
        shots.forEach(shot ->
                groups.computeIfAbsent(shot.group(), g -> new ArrayList<>()).add(shot));
        Map<Shot, JndLevels> judged = new HashMap<>();
        Map<Shot, JndLevels> constant = new HashMap<>();
        groups.forEach((group, left) -> {
            List<Shot> others =
                    shots.stream().filter(shot -> !shot.group().equals(group)).toList();
            MetricJndModel rule = fit(others, Map.of());
            JndLevels mean = mean(others);
            for (Shot shot : left) {
                judged.put(shot, rule.levels(shot.curve(), shot.content()));
                constant.put(shot, mean);
            }
        });
        return new Agreement(
                shots.size(),
                errors(judged, false),
                errors(constant, false),
                errors(judged, true),
                errors(constant, true));
    }

    private static JndLevels mean(List<Shot> shots) {
        double all = shots.stream().mapToDouble(Shot::weight).sum();
        double[] sums = new double[3];
        for (Shot shot : shots) {
            sums[0] += shot.weight() * shot.levels().jnd1() / all;
            sums[1] += shot.weight() * shot.levels().jnd2() / all;
            sums[2] += shot.weight() * shot.levels().jnd3() / all;
        }
        return new JndLevels(sums[0], sums[1], sums[2]);
    }

    private static List<Double> errors(Map<Shot, JndLevels> guesses, boolean weighted) {
        double[] sums = new double[3];
        double all = 0;
        for (Map.Entry<Shot, JndLevels> guess : guesses.entrySet()) {
            Shot shot = guess.getKey();
            double weight = weighted ? shot.weight() : 1;
            all += weight;
            sums[0] += weight * Math.abs(guess.getValue().jnd1() - shot.levels().jnd1());
            sums[1] += weight * Math.abs(guess.getValue().jnd2() - shot.levels().jnd2());
            sums[2] += weight * Math.abs(guess.getValue().jnd3() - shot.levels().jnd3());
        }
        return List.of(sums[0] / all, sums[1] / all, sums[2] / all);
    }
}
