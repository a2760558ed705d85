package io.jndencode.cli.train;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.view.ProgressBar;
import io.jndencode.train.TrainEvent;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a training run: a line an epoch, and on a terminal a line that is redrawn at every step. */
final class TrainingView implements Consumer<TrainEvent> {
    private static final int BAR = 20;

    private final Console console;
    private final boolean quiet;
    private double secondsAStep;
    private boolean drawn;

    TrainingView(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public void accept(TrainEvent event) {
        if (quiet) {
            return;
        }
        if (event instanceof TrainEvent.Resumed resumed) {
            line("goes on from %s: epoch %d, batch %d", resumed.checkpoint(), resumed.epoch(), resumed.batch());
        } else if (event instanceof TrainEvent.Caching caching) {
            redrawn("picture %d of %d looked at", caching.done(), caching.of());
        } else if (event instanceof TrainEvent.Stepped step) {
            stepped(step);
        } else if (event instanceof TrainEvent.EpochDone epoch) {
            line(
                    "epoch %d: loss %.4g, validation %.4g%s, %.2f s a step",
                    epoch.epoch() + 1,
                    epoch.trainLoss(),
                    epoch.validLoss(),
                    epoch.best() ? " (best)" : "",
                    secondsAStep);
        } else if (event instanceof TrainEvent.Evaluating evaluation) {
            redrawn("judging the finished network on %d validation pictures", evaluation.pictures());
        }
    }

    private void stepped(TrainEvent.Stepped step) {
        TrainEvent.Progress at = step.progress();
        // The first steps are slower than the others.
        secondsAStep = secondsAStep == 0 ? step.seconds() : 0.9 * secondsAStep + 0.1 * step.seconds();
        double share = (double) at.step() / at.steps();
        int filled = (int) Math.round(share * BAR);
        redrawn(
                "epoch %d of %d [%s%s] %d of %d, loss %.4g, %.2f s a step, %s left at most",
                at.epoch() + 1,
                at.epochs(),
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                at.step(),
                at.steps(),
                step.loss(),
                secondsAStep,
                ProgressBar.clock(secondsAStep * at.left()));
    }

    private void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        if (drawn) {
            console.clearDrawn();
            drawn = false;
        }
        console.say(text);
    }

    private void redrawn(String format, Object... values) {
        if (console.terminal()) {
            console.draw(String.format(Locale.ROOT, format, values));
            drawn = true;
        }
    }
}
