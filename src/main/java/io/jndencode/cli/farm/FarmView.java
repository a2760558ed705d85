package io.jndencode.cli.farm;

import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.view.ForecastWords;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.farm.encode.FarmProgress;
import java.nio.file.Path;
import java.util.Locale;

/** Tells, a line each, how the work on one video goes on a farm. */
final class FarmView {
    private final Path input;
    private final boolean oneOfMany;
    private final Console console;
    private final boolean quiet;
    private final Stopwatch watch;

    /** @param oneOfMany whether other videos are worked on at the same time, so that each line must say of which it speaks */
    FarmView(Path input, boolean oneOfMany, Console console, boolean quiet) {
        this.input = input;
        this.oneOfMany = oneOfMany;
        this.console = console;
        this.quiet = quiet;
        this.watch = console.stopwatch();
    }

    /** Receives an event. */
    void on(FarmProgress progress) {
        if (progress instanceof FarmProgress.Analysing) {
            say("analysing " + input);
        } else if (progress instanceof FarmProgress.Analysed analysed) {
            say("%d parts looked at and %d groups of shots judged in %s"
                    .formatted(analysed.parts(), analysed.groups(), text(analysed.work())));
            say(String.format(Locale.ROOT, "analysed in %.1f s", watch.seconds()));
        } else if (progress instanceof FarmProgress.AnalysedAlone alone) {
            say("this machine analyses %s alone: %s".formatted(input, alone.reason()));
        } else if (progress instanceof FarmProgress.Encoding encoding) {
            say("encoding %d shots of %s".formatted(encoding.shots(), input));
        } else if (progress instanceof FarmProgress.LeftAlone left) {
            say("left %s alone: %s; --skip-efficient asks for more to be saved"
                    .formatted(input, ForecastWords.of(left.forecast())));
        } else if (progress instanceof FarmProgress.Encoded encoded) {
            say(encoded.tasks() + " tasks in " + text(encoded.work()));
        } else if (progress instanceof FarmProgress.Warning warning) {
            say(warning.message());
        } else if (progress instanceof FarmProgress.Task task && task.event() instanceof FarmEvent.Lost lost) {
            say("attempt %d of task %d was lost on %s".formatted(lost.attempt() + 1, lost.index(), lost.host()));
        }
    }

    private static String text(FarmStatistics work) {
        return String.format(
                Locale.ROOT,
                "%.1f s, %.1f s of work on %s, %d attempts lost",
                work.seconds(),
                work.work(),
                String.join(" ", work.hosts()),
                work.lost());
    }

    /** Tells a line of words of ours. */
    void say(String line) {
        if (!quiet) {
            boolean named = line.contains(input.toString());
            console.say("jnd-encode: " + (oneOfMany && !named ? input + ": " : "") + line);
        }
    }
}
