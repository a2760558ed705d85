package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A table of the results for each input of a batch and for all together. */
public final class BatchTable {
    /**
     * Sizes of all videos that were encoded or whose source was kept, as they are in the end.
     *
     * @param files sizes of the whole files
     * @param videos sizes of their coded frames alone, as far as these were counted
     */
    public record Sum(Saving files, Saving videos) {
        public static Sum of(List<BatchEnding> endings) {
            Saving files = new Saving(0, 0, false);
            Saving videos = new Saving(0, 0, true);
            for (BatchEnding ending : endings) {
                SidecarTotals totals = ending.totals();
                if (totals != null) {
                    boolean kept = ending.result() == BatchResult.KEPT;
                    files = files.and(Saving.ofFiles(totals), kept);
                    videos = videos.and(Saving.of(totals), kept);
                }
            }
            return new Sum(files, videos);
        }
    }

    private static final int COLUMNS = 6;

    private BatchTable() {}

    public static List<String> lines(List<BatchEnding> endings, double seconds) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("file", "result", "source", "output", "saved", "time", ""));
        endings.forEach(ending -> rows.add(row(ending)));
        int[] widths = new int[COLUMNS];
        for (List<String> row : rows) {
            for (int i = 0; i < COLUMNS; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(sum(endings, seconds));
        return lines;
    }

    private static List<String> row(BatchEnding ending) {
        Saving saving = ending.totals() == null ? null : Saving.ofFiles(ending.totals());
        boolean code = ending.exitCode() != 0;
        return List.of(
                String.valueOf(ending.input()),
                name(ending.result()) + (code ? " (" + ending.exitCode() + ")" : ""),
                saving == null ? "" : ByteCount.of(saving.before()),
                saving == null ? "" : ByteCount.of(saving.after()),
                saving == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * saving.share()),
                ending.seconds() == 0 ? "" : JobSummary.duration(ending.seconds()),
                ending.reason());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            String cell = row.get(i);
            String gap = " ".repeat(widths[i] - cell.length());
            line.append(i < 2 ? cell + gap : gap + cell).append("  ");
        }
        return line.append(row.get(COLUMNS)).toString().stripTrailing();
    }

    private static String sum(List<BatchEnding> endings, double seconds) {
        Map<BatchResult, Integer> counts = new LinkedHashMap<>();
        endings.forEach(ending -> counts.merge(ending.result(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        for (BatchResult result : BatchResult.values()) {
            if (counts.containsKey(result)) {
                parts.add(Objects.requireNonNull(counts.get(result)) + " " + name(result));
            }
        }
        Saving sum = Sum.of(endings).files();
        String sizes = sum.before() == 0
                ? ""
                : String.format(Locale.ROOT, "; %s, saved %.1f %%", sum.sizes(), 100 * sum.share());
        return "%d files: %s%s, in %s"
                .formatted(endings.size(), String.join(", ", parts), sizes, JobSummary.duration(seconds));
    }

    private static String name(BatchResult result) {
        return switch (result) {
            case KEPT -> "source kept";
            case SKIPPED -> "left out";
            case UNDONE -> "not begun";
            default -> result.name().toLowerCase(Locale.ROOT);
        };
    }
}
