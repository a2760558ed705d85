package io.jndencode.train.lite;

import io.jndencode.train.evaluate.ContentErrors;
import io.jndencode.train.evaluate.Evaluation;
import io.jndencode.train.evaluate.RankCorrelation;
import io.jndencode.train.evaluate.SafetyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The accuracy of predictions for shots of sources not trained on, compared with a constant.
 *
 * @param shots at least one
 */
public record ValidationReport(List<ValidationShot> shots) {
    public ValidationReport {
        shots = List.copyOf(shots);
    }

    /** Returns the mean absolute error at a level, 0 for JND1. */
    public double error(int level) {
        return mean(shots, shot -> shot.error(level));
    }

    /** Returns the mean absolute error of the constant. */
    public double constantError(int level) {
        return mean(shots, shot -> shot.constantError(level));
    }

    /** Returns Spearman's rank correlation of label and prediction. */
    public double rankCorrelation(int level) {
        return RankCorrelation.of(shots.stream().map(shot -> shot.pair(level)).toList());
    }

    /** Returns the errors at a level with their signs, beside no constant. */
    public Evaluation signed(int level) {
        return Evaluation.of(shots.stream().map(shot -> shot.pair(level)).toList(), 0);
    }

    /** Returns the errors at JND1 by kind of content. */
    public List<ContentErrors> byContent() {
        return ContentErrors.of(shots.stream()
                .map(shot -> new ContentErrors.Judged(shot.tag(), shot.pair(0)))
                .toList());
    }

    /** Returns what a margin under the predicted JND1 does to these shots. */
    public SafetyTable safety() {
        return planned(shots);
    }

    /** Returns the same of real footage; empty if there is none, or nothing else. */
    public Optional<SafetyTable> footageSafety() {
        return ofFootage().map(footage -> planned(footage.shots()));
    }

    /** The spread is scaled as in the model's file: on all shots. */
    private SafetyTable planned(List<ValidationShot> some) {
        double scale = errorPerDeviation();
        return new SafetyTable(some.stream().map(shot -> shot.planned(scale)).toList());
    }

    /** Returns the quantile of the shots' variances at a share. */
    double varianceQuantile(double share) {
        double[] sorted =
                shots.stream().mapToDouble(ValidationShot::variance).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** Returns the mean error at JND1 per mean root of the variance. */
    double errorPerDeviation() {
        return error(0) / Math.max(1e-6, mean(shots, shot -> Math.sqrt(shot.variance())));
    }

    /** Returns the shots of real footage only; may be empty. */
    public List<ValidationShot> footage() {
        return shots.stream().filter(shot -> !shot.pan()).toList();
    }

    /** Returns the report on real footage, of nets that learnt from all; empty if there is none, or nothing else. */
    public Optional<ValidationReport> ofFootage() {
        List<ValidationShot> footage = footage();
        return footage.isEmpty() || footage.size() == shots.size()
                ? Optional.empty()
                : Optional.of(new ValidationReport(footage));
    }

    /** Returns one line per level over all shots, and one over real footage, for people. */
    public List<String> lines(String what) {
        List<String> lines = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            lines.add(line("%s, JND%d".formatted(what, level + 1), this, level));
        }
        ofFootage().ifPresent(footage -> lines.add(line(what + ", real footage, JND1", footage, 0)));
        return lines;
    }

    private static String line(String what, ValidationReport report, int level) {
        double error = report.error(level);
        double constant = report.constantError(level);
        Evaluation signed = report.signed(level);
        return String.format(
                Locale.ROOT,
                "%s: MAE %.2f QP over %d shots (a constant %.2f, ratio %.2f), rank correlation %.2f, bias %+.2f,"
                        + " %.0f %% over 1 QP too coarse, %.0f %% over 2",
                what,
                error,
                report.shots().size(),
                constant,
                constant > 0 ? error / constant : 0,
                report.rankCorrelation(level),
                signed.bias(),
                100 * signed.coarserByOne(),
                100 * signed.coarserByTwo());
    }

    /**
     * Returns one row of a Markdown table per source, with all pictures in one: shots, error, the constant's error at
     * JND1.
     */
    public List<String> sources() {
        Map<String, List<ValidationShot>> bySource = new TreeMap<>();
        for (ValidationShot shot : shots) {
            bySource.computeIfAbsent(shot.pan() ? "pans over pictures" : shot.source(), key -> new ArrayList<>())
                    .add(shot);
        }
        List<String> rows = new ArrayList<>();
        bySource.forEach((source, members) -> rows.add(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f |",
                source,
                members.size(),
                mean(members, shot -> shot.error(0)),
                mean(members, shot -> shot.constantError(0)))));
        return rows;
    }

    private static double mean(List<ValidationShot> shots, ToDoubleFunction<ValidationShot> value) {
        return shots.stream().mapToDouble(value).average().orElseThrow();
    }
}
