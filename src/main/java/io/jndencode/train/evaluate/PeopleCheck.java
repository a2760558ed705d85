package io.jndencode.train.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How far predictions of JND1 are from people's answers, with intervals that say what other clips might have given:
 * the middle 95 % of bootstrap samples of whole groups of clips.
 *
 * @param clips clips that people judged
 */
public record PeopleCheck(List<Clip> clips) {
    private static final int DRAWS = 2000;
    private static final double OUTSIDE = 0.025;

    /** Standard error of a normal distribution's quartile, in those of its mean: JND1 is the quartile of the subjects' answers. */
    private static final double QUARTILE = 1.3625;

    /** Mean absolute deviation of a normal distribution, in standard deviations. */
    private static final double MEAN_DEVIATION = Math.sqrt(2 / Math.PI);

    public PeopleCheck {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("no clips");
        }
    }

    /**
     * A clip.
     *
     * @param group what shows the same thing: clips of a group are drawn together
     * @param label JND1 that people gave
     * @param predicted JND1 that was predicted
     * @param standardError standard error of the subjects' mean answer, in QP
     */
    public record Clip(String group, double label, double predicted, double standardError) {
        Evaluation.Pair pair() {
            return new Evaluation.Pair(label, predicted);
        }
    }

    /** A figure with its 95 % interval. */
    public record Figure(double value, double low, double high) {
        /** Returns for example {@code 1.92 (1.75 to 2.10)}. */
        String text(String format) {
            return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", value, low, high);
        }
    }

    /** Returns the mean absolute error. */
    public Figure error() {
        return figure(some -> evaluated(some).mae());
    }

    /** Returns the mean of prediction minus people's JND1: above 0 is too coarse. */
    public Figure bias() {
        return figure(some ->
                some.stream().mapToDouble(clip -> clip.pair().error()).average().orElseThrow());
    }

    /** Returns Spearman's rank correlation. */
    public Figure rank() {
        return figure(some -> RankCorrelation.of(pairs(some)));
    }

    /** Returns the share of clips predicted more than some QP too coarse, in per cent. */
    public Figure coarserBy(double qp) {
        return figure(some -> 100 * Evaluation.coarserBy(qp, pairs(some)));
    }

    /** Returns the error of always answering the mean of the other groups' labels. */
    public double constantError() {
        return clips.stream()
                .mapToDouble(clip -> Math.abs(clip.label() - meanWithout(clip.group())))
                .average()
                .orElseThrow();
    }

    private double meanWithout(String group) {
        double all = clips.stream().mapToDouble(Clip::label).average().orElseThrow();
        return clips.stream()
                .filter(clip -> !clip.group().equals(group))
                .mapToDouble(Clip::label)
                .average()
                .orElse(all);
    }

    /** Returns the error that a perfect prediction would have, for so many people were asked and no more. */
    public double labelNoise() {
        return QUARTILE
                * MEAN_DEVIATION
                * clips.stream().mapToDouble(Clip::standardError).average().orElseThrow();
    }

    /** Returns the head of a Markdown table. */
    public static List<String> head() {
        return List.of(
                "| what predicts | clips | error at JND1, QP | a constant's | bias | rank correlation | over 1 QP too coarse, % | over 2 QP, % |",
                "|---|---|---|---|---|---|---|---|");
    }

    /** Returns its row for these predictions. */
    public String row(String name) {
        return "| %s | %d | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        clips.size(),
                        error().text("%.2f"),
                        String.format(Locale.ROOT, "%.2f", constantError()),
                        bias().text("%+.2f"),
                        rank().text("%.2f"),
                        coarserBy(1).text("%.0f"),
                        coarserBy(2).text("%.0f"));
    }

    private static List<Evaluation.Pair> pairs(List<Clip> some) {
        return some.stream().map(Clip::pair).toList();
    }

    private static Evaluation evaluated(List<Clip> some) {
        return Evaluation.of(pairs(some), 0);
    }

    private Figure figure(ToDoubleFunction<List<Clip>> of) {
        double[] drawn = new GroupBootstrap<>(clips, Clip::group).sorted(DRAWS, of);
        return new Figure(
                of.applyAsDouble(clips), drawn[(int) (OUTSIDE * DRAWS)], drawn[(int) ((1 - OUTSIDE) * DRAWS) - 1]);
    }
}
