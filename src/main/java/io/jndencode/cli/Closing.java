package io.jndencode.cli;

import io.jndencode.encode.JobOutcome;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Sidecar;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The line that ends a job: what was saved, honestly. */
final class Closing {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTE = 1e3;

    private Closing() {}

    static String line(JobView.Task task, JobOutcome outcome) {
        List<PlannedShot> shots = outcome.plan().shots();
        IntSummaryStatistics qps = shots.stream().mapToInt(PlannedShot::qp).summaryStatistics();
        String what = String.format(
                Locale.ROOT,
                "at %s, %s, QP %s, in %s",
                task.target(),
                shots.size() == 1 ? "1 shot" : shots.size() + " shots",
                qps.getMin() == qps.getMax() ? qps.getMin() : qps.getMin() + "-" + qps.getMax(),
                duration(outcome.seconds()));
        Sidecar.Totals totals = outcome.sidecar().totals();
        if (task.output() == null || totals == null) {
            return "planned " + what + " -> " + task.sidecar();
        }
        return saved(totals) + " " + what + " -> " + task.output();
    }

    private static String saved(Sidecar.Totals totals) {
        String sizes = bytes(totals.sourceBytes()) + " -> " + bytes(totals.outputBytes());
        if (totals.outputBytes() > totals.sourceBytes()) {
            return String.format(
                    Locale.ROOT,
                    "saved nothing: %.1f %% larger than the source (%s), which is coded coarser already,",
                    -100 * totals.saved(),
                    sizes);
        }
        return String.format(Locale.ROOT, "saved %.1f %% (%s)", 100 * totals.saved(), sizes);
    }

    static String bytes(long bytes) {
        if (bytes >= GIGABYTE) {
            return String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
        }
        return bytes >= MEGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f kB", bytes / KILOBYTE);
    }

    private static String duration(double seconds) {
        return seconds < 90 ? String.format(Locale.ROOT, "%.1f s", seconds) : ProgressBar.clock(seconds);
    }
}
