package io.jndencode.train.lite;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lite nets that teach another network, one for each fold of the cross-validation: each knows only the labels that the network of its fold
 * may know, so that nothing of a held-out source reaches it by way of pseudo-labels. The folds are those of {@link LiteTraining}.
 */
public final class LiteTeacher {
    /** The fold of nets of all sources. */
    public static final int ALL = -1;

    private final List<ShotFeatures> labelled;
    private final List<ShotFeatures> pseudo;
    private final GroupKFold folds;
    private final Set<String> never;
    private final List<String> groups;

    /**
     * What a fold's lite net teaches.
     *
     * @param pseudo the three levels of each pseudo-labelled picture, in the order of the dataset's parts
     * @param bias of the linear function of a trial's figures, for JND1 and the two steps
     * @param linear its (4, 3) weights on the net's scales, in rows
     */
    public record Lesson(List<List<Double>> pseudo, List<Double> bias, List<Double> linear) {
        public Lesson {
            pseudo = List.copyOf(pseudo);
            bias = List.copyOf(bias);
            linear = List.copyOf(linear);
        }
    }

    /**
     * Computes the features of both datasets, once.
     *
     * @param pseudo whose own levels are not used
     * @param pseudoOptions with a folder of its own for what is kept
     */
    public LiteTeacher(
            DatasetLayout data,
            TrainOptions options,
            DatasetLayout pseudo,
            TrainOptions pseudoOptions,
            LiteTraining.EvaluationOptions evaluation,
            Consumer<TrainEvent> listener) {
        this.labelled = new ShotFeatureSet(data, options).read(listener);
        this.pseudo = new ShotFeatureSet(pseudo, pseudoOptions).read(listener);
        long seed = options.sampling().seed();
        this.folds = new GroupKFold(evaluation.folds(), seed, evaluation.neverTrained());
        this.never = new HashSet<>(folds.neverTrained(labelled));
        never.addAll(folds.neverTrained(this.pseudo));
        this.groups = folds.groups(labelled);
    }

    /** Returns the groups a network of a fold may not learn from: those held out, and those never trained on. */
    public Predicate<String> unknown(int fold) {
        return group -> never.contains(group) || judged(fold).test(group);
    }

    /** Returns the groups that a network of a fold is judged on. */
    public Predicate<String> judged(int fold) {
        return group -> groups.contains(group) && folds.fold(groups, group) == fold;
    }

    /** Fits the lite net of a fold and lets it say the levels of all pseudo-labelled pictures. */
    public Lesson of(int fold) {
        Predicate<String> unknown = unknown(fold);
        return lesson(shot -> !unknown.test(shot.group()));
    }

    /** The same of a lite net that has seen the training part alone: for networks that are judged on the other parts. */
    Lesson ofTrainingPart() {
        return lesson(shot -> shot.split() == Split.TRAIN && !never.contains(shot.group()));
    }

    /**
     * Returns, for each pseudo-labelled picture, whether it shows nothing of the parts that a network is judged on: neither its group nor
     * its source is one of theirs.
     */
    List<Boolean> outsideJudgedParts() {
        Set<String> held = new HashSet<>(never);
        for (ShotFeatures shot : labelled) {
            if (shot.split() != Split.TRAIN) {
                held.add(shot.group());
                held.add(shot.source());
            }
        }
        return pseudo.stream()
                .map(shot -> !held.contains(shot.group()) && !held.contains(shot.source()))
                .toList();
    }

    private Lesson lesson(Predicate<ShotFeatures> known) {
        KernelRegression net =
                KernelRegression.fit(labelled.stream().filter(known).toList(), KernelRegression.Settings.CHOSEN);
        List<List<Double>> levels = new ArrayList<>();
        for (ShotFeatures shot : pseudo) {
            double[] said = net.answer(shot).levels();
            levels.add(List.of(said[0], said[1], said[2]));
        }
        return linear(net, levels);
    }

    /** Of the linear part: where its figures are all 0, and how it changes with each of them. */
    private static Lesson linear(KernelRegression net, List<List<Double>> levels) {
        double[][] weights = net.probes().weights();
        double[] mean = net.probes().scales().mean();
        double[] scale = net.probes().scales().scale();
        double[] constant = net.probes().base();
        double[] residual = net.levels();
        List<Double> centre = SlimMjLat.CENTRE;
        List<Double> unit = SlimMjLat.UNIT;
        List<Double> bias = new ArrayList<>();
        double[][] slopes = new double[unit.size()][SlimMjLat.LEVELS];
        for (int level = 0; level < SlimMjLat.LEVELS; level++) {
            double at = constant[level] + residual[level];
            for (int i = 0; i < unit.size(); i++) {
                at += weights[i][level] * (centre.get(i) - mean[i]) * scale[i];
                slopes[i][level] = weights[i][level] * scale[i] * unit.get(i);
            }
            bias.add(at);
        }
        List<Double> rows = new ArrayList<>();
        for (double[] row : slopes) {
            rows.addAll(List.of(row[0], row[1] - row[0], row[2] - row[1]));
        }
        return new Lesson(levels, List.of(bias.get(0), bias.get(1) - bias.get(0), bias.get(2) - bias.get(1)), rows);
    }
}
