package io.jndencode.train.evaluate;

import io.jndencode.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The effect of a safety margin on held-out shots, each planned at JND1 as the main job plans it: the predicted level
 * less {@code safety} times the spread, rounded down to a whole QP.
 *
 * <p>{@link #safety} is split conformal prediction with errors normalised by the spread (Lei et al. 2018, section 5.2):
 * the quantile, corrected for the number of shots, of the safeties from which each shot is no longer too coarse.
 *
 * @param shots shots predicted without knowing their source
 */
public record SafetyTable(List<Shot> shots) {
    /** QP above its label from which a shot counts as too coarse. */
    public static final double TOLERANCE = 1.5;

    /** Share of shots that may be too coarse. */
    public static final double SHARE = 0.1;

    private static final double CONFIDENCE = 0.9;
    private static final int DRAWS = 1000;
    private static final double[] SAFETIES = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1};

    public SafetyTable {
        shots = List.copyOf(shots);
        if (shots.isEmpty()) {
            throw new IllegalArgumentException("no shots to plan");
        }
    }

    /**
     * A prediction for a frame.
     *
     * @param jnd1 its JND1
     * @param spread its expected error
     */
    public record Frame(double jnd1, double spread) {}

    /**
     * A held-out shot.
     *
     * @param group what shows the same thing: shots of a group are no independent evidence
     * @param label its JND1
     * @param predicted its predicted JND1
     * @param spread the expected error of that
     */
    public record Shot(String group, double label, double predicted, double spread) {
        /** Frames by which the main job judges a shot of common length. */
        private static final int FRAMES = 2;

        /** Combines the predictions for a shot's frames as the main job does: two frames, their mean, a spread widened by what they differ. */
        public static Shot of(String group, double label, List<Frame> frames) {
            int count = Math.min(FRAMES, frames.size());
            List<Frame> seen = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                seen.add(frames.get((2 * i + 1) * frames.size() / (2 * count)));
            }
            DoubleStream levels = seen.stream().mapToDouble(Frame::jnd1);
            var range = levels.summaryStatistics();
            double spread = seen.stream().mapToDouble(Frame::spread).average().orElseThrow();
            return new Shot(
                    group, label, range.getAverage(), Math.hypot(spread, (range.getMax() - range.getMin()) / 2));
        }

        double error(double safety) {
            return Planner.qp(predicted, safety, spread) - label;
        }

        /** Returns the safety above which the shot is not too coarse; below 0 if it is not even without. */
        private double needed() {
            double highest = Math.floor(label + TOLERANCE) + 1; // a whole QP below this is fine
            double missing = predicted + Planner.ROUNDING_SLACK - highest;
            return spread > 0 ? missing / spread : missing < 0 ? -1 : Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Returns the safety with which at most {@link #SHARE} of new shots are expected to be more than {@link #TOLERANCE}
     * QP too coarse; empty for fewer than nine shots.
     */
    public OptionalDouble safety() {
        return quantile(shots);
    }

    /**
     * Returns the same with nine chances in ten that these sources are not just kinder than others: the safety that nine
     * of ten bootstrap samples of whole groups ask for at most.
     */
    public OptionalDouble surerSafety() {
        if (safety().isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] asked = new GroupBootstrap<>(shots, Shot::group)
                .sorted(DRAWS, drawn -> quantile(drawn).orElse(0));
        return OptionalDouble.of(asked[(int) (CONFIDENCE * DRAWS)]);
    }

    private static OptionalDouble quantile(List<Shot> shots) {
        double[] needed = shots.stream().mapToDouble(Shot::needed).sorted().toArray();
        int rank = (int) Math.ceil((needed.length + 1) * (1 - SHARE));
        return rank > needed.length ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, needed[rank - 1]));
    }

    /** Returns the share of shots planned more than some QP above their label. */
    public double coarserBy(double qp, double safety) {
        return (double) shots.stream().filter(shot -> shot.error(safety) > qp).count() / shots.size();
    }

    /** Returns a Markdown table, a row per safety, and sentences that say which safety the shots ask for. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| safety | QP taken off, mean | bias of the plan | over 1 QP too coarse | over 1.5 QP | over 2 QP |");
        lines.add("|---|---|---|---|---|---|");
        for (double safety : SAFETIES) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %.2f | %.2f | %+.2f | %.1f %% | %.1f %% | %.1f %% |",
                    safety,
                    safety * shots.stream().mapToDouble(Shot::spread).average().orElseThrow(),
                    shots.stream()
                            .mapToDouble(shot -> shot.error(safety))
                            .average()
                            .orElseThrow(),
                    100 * coarserBy(1, safety),
                    100 * coarserBy(TOLERANCE, safety),
                    100 * coarserBy(2, safety)));
        }
        lines.add(
                safety().isEmpty()
                        ? "too few shots to say which safety is needed"
                        : String.format(
                                Locale.ROOT,
                                "for at most %.0f %% of shots over %.1f QP too coarse: safety %.2f; in nine of ten draws of other sources: %.2f",
                                100 * SHARE,
                                TOLERANCE,
                                safety().getAsDouble(),
                                surerSafety().orElseThrow()));
        return lines;
    }
}
