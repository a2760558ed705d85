package io.jndencode.train.lite;

import io.jndencode.train.evaluate.SafetyTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Cross-validation in which no source is on both sides: whole groups are assigned to folds, and every fold is predicted
 * by a net trained on the others.
 *
 * @param folds at least 2
 * @param seed seed of the assignment
 * @param neverTrained marks of sources that are evaluated but never trained on, nor what is grouped with them
 */
record GroupKFold(int folds, long seed, List<String> neverTrained) {
    GroupKFold {
        neverTrained = List.copyOf(neverTrained);
        if (folds < 2) {
            throw new IllegalArgumentException("cross-validation needs 2 folds or more, got " + folds);
        }
    }

    /** Evaluates all shots, each with a net trained without the shot's group. */
    ValidationReport evaluate(List<ShotFeatures> shots, KernelRegression.Settings settings) {
        List<String> groups = groups(shots);
        List<ValidationShot> evaluated = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int which = fold;
            Predicate<ShotFeatures> here = shot -> fold(groups, shot.group()) == which;
            List<ShotFeatures> test = shots.stream().filter(here).toList();
            evaluated.addAll(
                    evaluate(trainable(shots.stream().filter(here.negate()).toList()), test, settings));
        }
        return new ValidationReport(evaluated);
    }

    /** Returns the groups of these shots in an order drawn by the seed, which deals them to folds in turn. */
    List<String> groups(List<ShotFeatures> shots) {
        Set<String> names = new TreeSet<>();
        shots.forEach(shot -> names.add(shot.group()));
        List<String> groups = new ArrayList<>(names);
        Collections.shuffle(groups, new Random(seed));
        return groups;
    }

    /** Returns the fold that a group is evaluated in; below 0 if it is none of these. */
    int fold(List<String> groups, String group) {
        return groups.indexOf(group) % folds;
    }

    /** Returns the shots that may be used for training. */
    List<ShotFeatures> trainable(List<ShotFeatures> shots) {
        Set<String> groups = neverTrained(shots);
        return shots.stream().filter(shot -> !groups.contains(shot.group())).toList();
    }

    /** Returns the groups that hold a source with a mark: a mark of a source says nothing of its group's name. */
    Set<String> neverTrained(List<ShotFeatures> shots) {
        return shots.stream()
                .filter(shot -> neverTrained.stream()
                        .anyMatch(mark ->
                                shot.source().contains(mark) || shot.group().contains(mark)))
                .map(ShotFeatures::group)
                .collect(Collectors.toSet());
    }

    /** Evaluates test shots with a net trained on the training shots. */
    static List<ValidationShot> evaluate(
            List<ShotFeatures> train, List<ShotFeatures> test, KernelRegression.Settings settings) {
        KernelRegression net = KernelRegression.fit(train, settings);
        List<Double> constant = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            int at = level;
            constant.add(train.stream()
                    .mapToDouble(shot -> shot.target()[at])
                    .average()
                    .orElseThrow());
        }
        return test.stream()
                .map(shot -> {
                    KernelRegression.Answer answer = net.answer(shot);
                    return new ValidationShot(
                            shot.source(),
                            shot.group(),
                            shot.tag(),
                            list(shot.target()),
                            list(answer.levels()),
                            constant,
                            frames(net, shot),
                            answer.variance());
                })
                .toList();
    }

    private static List<SafetyTable.Frame> frames(KernelRegression net, ShotFeatures shot) {
        return shot.frames().stream()
                .map(net::answer)
                .map(answer -> new SafetyTable.Frame(answer.levels()[0], Math.sqrt(answer.variance())))
                .toList();
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
