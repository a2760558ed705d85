package io.jndencode.train.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Errors on the shots of one kind of content, as their labels name it.
 *
 * @param kind kind of content, such as {@code face}
 * @param errors errors of the shots' predictions; there is no constant beside them
 */
public record ContentErrors(String kind, Evaluation errors) {
    private static final String UNKNOWN = "not said";

    /** A prediction and the kind of content it is for, empty if unknown. */
    public record Judged(String kind, Evaluation.Pair pair) {}

    /** Groups predictions by kind of content, the kind with most shots first. */
    public static List<ContentErrors> of(List<Judged> judged) {
        Map<String, List<Evaluation.Pair>> kinds = new TreeMap<>();
        for (Judged one : judged) {
            kinds.computeIfAbsent(one.kind().isBlank() ? UNKNOWN : one.kind(), kind -> new ArrayList<>())
                    .add(one.pair());
        }
        return kinds.entrySet().stream()
                .map(kind -> new ContentErrors(kind.getKey(), Evaluation.of(kind.getValue(), 0)))
                .sorted(Comparator.comparingInt(
                        (ContentErrors kind) -> -kind.errors().count()))
                .toList();
    }

    /** Returns a Markdown table, a row per kind. */
    public static List<String> table(List<ContentErrors> kinds) {
        List<String> rows = new ArrayList<>();
        rows.add("| kind of content | shots | error | bias | more than 1 QP too coarse | more than 2 QP |");
        rows.add("|---|---|---|---|---|---|");
        for (ContentErrors kind : kinds) {
            Evaluation errors = kind.errors();
            rows.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %+.2f | %d | %d |",
                    kind.kind(),
                    errors.count(),
                    errors.mae(),
                    errors.bias(),
                    Math.round(errors.coarserByOne() * errors.count()),
                    Math.round(errors.coarserByTwo() * errors.count())));
        }
        return rows;
    }
}
