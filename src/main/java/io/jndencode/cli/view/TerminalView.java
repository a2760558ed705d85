package io.jndencode.cli.view;

import io.jndencode.cli.console.Console;
import io.jndencode.encode.Progress;
import io.jndencode.job.JobOutcome;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.forecast.SizeForecast;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a job to a person: a bar on a terminal, warnings, and a closing line. */
public final class TerminalView implements JobView {
    private final Task task;
    private final Console console;
    private final boolean barWanted;
    private final boolean quiet;
    private final ProgressBar bar;
    private final JobState state;
    private @Nullable MediaInfo source;
    private long frames;

    public TerminalView(Task task, Console console, boolean barWanted, boolean quiet) {
        this.task = task;
        this.console = console;
        this.barWanted = barWanted;
        this.quiet = quiet;
        this.bar = new ProgressBar(console);
        this.state = new JobState(console.stopwatch());
    }

    @Override
    public void on(Progress event) {
        if (event instanceof Progress.Opened opened) {
            source = opened.source();
            frames = opened.frames();
        } else if (event instanceof Progress.Warning warning && !quiet) {
            bar.clear();
            console.say("jnd-encode: " + warning.message());
        } else if (event instanceof Progress.Kept kept) {
            bar.clear();
            if (!quiet || !kept.done()) {
                console.say("jnd-encode: " + sentence(kept));
            }
        }
        state.on(event);
        if (barWanted && source != null) {
            bar.draw(barState(source));
        }
    }

    private static String sentence(Progress.Kept kept) {
        String shots = kept.shots() > 0 ? count(kept.shots(), "encoded") : count(kept.judged(), "judged");
        return kept.done()
                ? shots + " kept in " + kept.folder()
                : shots + " kept in " + kept.folder()
                        + ": give the same command again to go on, with --no-resume to begin anew; or delete that"
                        + " folder";
    }

    private static String count(int shots, String kind) {
        return shots == 1 ? "1 " + kind + " shot is" : shots + " " + kind + " shots are";
    }

    private BarState barState(MediaInfo opened) {
        boolean plansOnly = task.output() == null;
        String shots = plansOnly
                ? state.shotsPlanned() + " shots"
                : state.shotsEncoded() + "/" + state.shotsPlanned() + " shots";
        shots += saved(opened);
        return new BarState(
                String.valueOf(task.input().getFileName()),
                plansOnly ? state.framesRead() : state.framesEncoded(),
                frames,
                shots,
                state.seconds());
    }

    /** Returns how much of the whole video will be saved, as far as it can be known; empty if it cannot. */
    private String saved(MediaInfo opened) {
        long all = opened.video().timing().frames();
        Optional<SizeForecast> expected = state.forecast(frames);
        double source = state.sourceBytes(frames);
        if (expected.isPresent() && source > 0) {
            double share = 100 * (1 - expected.get().bytes() / source);
            return String.format(
                    Locale.ROOT, share < 0 ? "  about %.0f %% larger" : "  saves about %.0f %%", Math.abs(share));
        }
        if (state.shotsEncoded() == 0 || all == 0) {
            return "";
        }
        double share = (double) state.framesOfEncodedShots() / all;
        return String.format(Locale.ROOT, "  saved %.0f %%", 100 * (1 - state.bytes() / (opened.bytes() * share)));
    }

    @Override
    public void done(JobOutcome outcome, boolean sourceKept) {
        bar.clear();
        if (!quiet) {
            console.say(JobSummary.line(task, outcome, sourceKept));
            MeasuredLine.of(outcome.sidecar()).ifPresent(console::say);
        }
        Path made = task.output() == null ? task.sidecar() : task.output();
        console.result((sourceKept ? task.input() : made).toString());
    }

    @Override
    public void clear() {
        bar.clear();
    }
}
