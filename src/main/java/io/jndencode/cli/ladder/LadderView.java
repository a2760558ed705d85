package io.jndencode.cli.ladder;

import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BarState;
import io.jndencode.cli.view.JobView;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.cli.view.ProgressBar;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRecord;
import io.jndencode.ladder.LadderRequest;
import io.jndencode.ladder.Rendition;
import io.jndencode.ladder.Rung;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.PlannedShot;
import io.jndencode.text.Counted;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows how a ladder is made: a bar and a line for each rung for people, NDJSON for programs. */
public final class LadderView {
    private final LadderRequest request;
    private final Console console;
    private final ProgressOptions progress;
    private final CommonOptions common;
    private final ProgressBar bar;
    private final Stopwatch watch;
    private @Nullable JobView rung;

    public LadderView(LadderRequest request, Console console, ProgressOptions progress, CommonOptions common) {
        this.request = request;
        this.console = console;
        this.progress = progress;
        this.common = common;
        this.bar = new ProgressBar(console);
        this.watch = console.stopwatch();
    }

    /** Receives an event of the ladder; called one at a time. */
    public void on(LadderProgress event) {
        if (event instanceof LadderProgress.Scanning scanning) {
            scanning(scanning);
        } else if (event instanceof LadderProgress.Scanned) {
            bar.clear();
        } else if (event instanceof LadderProgress.Begins begins) {
            rung = view(begins.rung());
        } else if (event instanceof LadderProgress.Encoding encoding && rung != null) {
            rung.on(encoding.event());
        } else if (event instanceof LadderProgress.Encoded encoded) {
            encoded(encoded.rendition());
        } else if (event instanceof LadderProgress.Planned planned) {
            planned(planned);
        } else if (event instanceof LadderProgress.Dropped dropped) {
            left(dropped.rung().rung(), dropped.rung().reason());
        } else if (event instanceof LadderProgress.Warning warning) {
            warn(warning.message());
        } else if (event instanceof LadderProgress.Kept kept) {
            kept(kept.folder());
        }
    }

    private void scanning(LadderProgress.Scanning scanning) {
        if (!progress.json() && progress.bar(console) && !common.quiet()) {
            MediaInfo source = scanning.source();
            bar.draw(new BarState(
                    String.valueOf(source.file().getFileName()),
                    scanning.frames(),
                    source.video().timing().frames(),
                    "looking for shots",
                    watch.seconds()));
        }
    }

    private JobView view(Rung which) {
        return progress.view(
                new JobView.Task(
                        request.picture().source().file(),
                        request.output().resolve(which.name()),
                        request.output().resolve(LadderRecord.FILE),
                        which.target().toString(),
                        request.preset().name(),
                        null),
                console,
                common);
    }

    private void encoded(Rendition rendition) {
        clear();
        double seconds = Math.max(1e-3, rendition.picture().duration());
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "rung")
                    .put("rung", rendition.rung().toString())
                    .put("width", rendition.picture().video().geometry().width())
                    .put("height", rendition.picture().video().geometry().height())
                    .put("videoBytes", rendition.videoBytes())
                    .put("seconds", rendition.outcome().seconds(), 3)
                    .line());
        } else if (!common.quiet()) {
            IntSummaryStatistics qps = rendition.outcome().plan().shots().stream()
                    .mapToInt(PlannedShot::qp)
                    .summaryStatistics();
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %dx%d, %.0f kb/s, QP %s, in %.1f s",
                    rendition.rung(),
                    rendition.picture().video().geometry().width(),
                    rendition.picture().video().geometry().height(),
                    rendition.videoBytes() * 8 / seconds / 1000,
                    qps.getMin() == qps.getMax() ? qps.getMin() : qps.getMin() + "-" + qps.getMax(),
                    rendition.outcome().seconds()));
        }
    }

    private void planned(LadderProgress.Planned planned) {
        clear();
        if (!progress.json() && !common.quiet()) {
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %dx%d, planned in %.1f s",
                    planned.rung(),
                    planned.picture().video().geometry().width(),
                    planned.picture().video().geometry().height(),
                    planned.outcome().seconds()));
        }
    }

    private void left(Rung which, String reason) {
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "dropped")
                    .put("rung", which.toString())
                    .put("reason", reason)
                    .line());
        } else {
            console.say("jnd-encode: " + which + " is left out: " + reason);
        }
    }

    private void warn(String message) {
        clear();
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "warning")
                    .put("message", message)
                    .line());
        } else if (!common.quiet()) {
            console.say("jnd-encode: " + message);
        }
    }

    private void kept(Path folder) {
        clear();
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "left")
                    .put("folder", folder.toString())
                    .put("finished", false)
                    .line());
        } else {
            console.say("jnd-encode: finished work is kept in " + folder
                    + ": give the same command again to go on, with --no-resume to begin anew; or delete that folder");
        }
    }

    /** The plan has its name. */
    public void planned(LadderPlan plan) {
        Path file = request.output().resolve(LadderPlan.FILE);
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "plan")
                    .put("output", file.toString())
                    .put("rungs", plan.rungs().size())
                    .put("seconds", watch.seconds(), 3)
                    .line());
            return;
        }
        console.result(file.toString());
    }

    /** The ladder has its name. */
    public void done(LadderRecord record) {
        if (progress.json()) {
            console.result(new JsonLine()
                    .put("type", "ladder")
                    .put("output", request.output().toString())
                    .put("rungs", record.rungs().size())
                    .put("segments", record.segments().size())
                    .put("duration", record.duration(), 6)
                    .put("seconds", watch.seconds(), 3)
                    .line());
            return;
        }
        if (!common.quiet()) {
            console.say(String.format(
                    Locale.ROOT,
                    "%s, %s, %s, in %.1f s -> %s",
                    Counted.of(record.rungs().size(), "rung"),
                    Counted.of(record.shots().size(), "shot"),
                    Counted.of(record.segments().size(), "segment"),
                    watch.seconds(),
                    request.output()));
        }
        console.result(request.output().toString());
    }

    /** Removes what was drawn. */
    public void clear() {
        bar.clear();
        if (rung != null) {
            rung.clear();
        }
    }
}
