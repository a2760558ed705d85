package io.jndencode.cli.view;

import io.jndencode.job.JobOutcome;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.text.Counted;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Builds the closing line of a job with what it saved. */
final class JobSummary {

    private JobSummary() {}

    /** @param sourceKept whether the encode was discarded for being too large */
    static String line(JobView.Task task, JobOutcome outcome, boolean sourceKept) {
        List<PlannedShot> shots = outcome.plan().shots();
        String what = String.format(
                Locale.ROOT,
                "at %s, %s, %s, in %s",
                task.target(),
                Counted.of(shots.size(), "shot"),
                rates(shots),
                duration(outcome.seconds()));
        SidecarTotals totals = outcome.sidecar().totals();
        SidecarForecast forecast = outcome.sidecar().forecast();
        if (outcome.leftAlone() && forecast != null) {
            return "left the source alone: " + ForecastWords.of(forecast)
                    + "; --skip-efficient asks for more to be saved; " + what;
        }
        if (task.output() == null || totals == null) {
            return "planned " + what + (forecast == null ? "" : "; " + ForecastWords.of(forecast)) + " -> "
                    + task.sidecar();
        }
        Saving saving = Saving.of(totals);
        return sourceKept ? kept(saving) + " " + what : saved(saving) + " " + what + " -> " + task.output();
    }

    /** Returns {@code QP 21-31}, or {@code CRF 18.2-27.9 (as QP 21-31)} in plans with CRFs. */
    private static String rates(List<PlannedShot> shots) {
        IntSummaryStatistics qps = shots.stream().mapToInt(PlannedShot::qp).summaryStatistics();
        String qp = "QP " + (qps.getMin() == qps.getMax() ? qps.getMin() : qps.getMin() + "-" + qps.getMax());
        DoubleSummaryStatistics crfs = shots.stream()
                .flatMap(shot -> Stream.ofNullable(shot.crf()))
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (crfs.getCount() == 0) {
            return qp;
        }
        long capped =
                shots.stream().filter(shot -> shot.settings().capped() != null).count();
        String held = capped == 0 ? "" : ", " + capped + " of them held below the largest rate";
        boolean one = crfs.getMin() == crfs.getMax();
        return "CRF " + (one ? crfs.getMin() : crfs.getMin() + "-" + crfs.getMax()) + " (as " + qp + ")" + held;
    }

    private static String kept(Saving saving) {
        return String.format(
                Locale.ROOT,
                "kept the source: the encode is %.1f %% of %s (%s),",
                100 * (1 - saving.share()),
                saving.ofVideo() ? "its video" : "it",
                saving.sizes());
    }

    private static String saved(Saving saving) {
        if (saving.after() > saving.before()) {
            return String.format(
                    Locale.ROOT,
                    "saved nothing: %.1f %% larger than the source%s (%s), which is coded coarser already:"
                            + " --max-encoded-percent 100 would keep it;",
                    -100 * saving.share(),
                    saving.ofVideo() ? "'s video" : "",
                    saving.sizes());
        }
        return String.format(
                Locale.ROOT,
                "saved %.1f %%%s (%s)",
                100 * saving.share(),
                saving.ofVideo() ? " of the video" : "",
                saving.sizes());
    }

    static String duration(double seconds) {
        return seconds < 90 ? String.format(Locale.ROOT, "%.1f s", seconds) : ProgressBar.clock(seconds);
    }
}
