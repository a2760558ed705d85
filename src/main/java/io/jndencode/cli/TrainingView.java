package io.jndencode.cli;

import io.jndencode.train.TrainEvent;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a training run: a line an epoch, and on a terminal a line that is redrawn at every step. */
final class TrainingView implements Consumer<TrainEvent> {
    private final Console console;
    private final boolean quiet;

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
            redrawn("latents %d of %d", caching.done(), caching.of());
        } else if (event instanceof TrainEvent.Stepped step) {
            redrawn(
                    "epoch %d: %d of %d, loss %.4g, %.2f s a step, epoch done in %s",
                    step.epoch() + 1,
                    step.batch(),
                    step.batches(),
                    step.loss(),
                    step.seconds(),
                    minutes(step.seconds() * (step.batches() - step.batch())));
        } else if (event instanceof TrainEvent.EpochDone epoch) {
            line(
                    "epoch %d: loss %.4g, validation %.4g%s",
                    epoch.epoch() + 1, epoch.trainLoss(), epoch.validLoss(), epoch.best() ? " (best)" : "");
        } else if (event instanceof TrainEvent.Judging judging) {
            redrawn("judging the finished network on %d validation pictures", judging.pictures());
        }
    }

    private static String minutes(double seconds) {
        return String.format(Locale.ROOT, "%d:%02d", (long) seconds / 60, (long) seconds % 60);
    }

    private void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        console.say(console.terminal() ? "\r" + padded(text) : text);
    }

    private void redrawn(String format, Object... values) {
        if (console.terminal()) {
            console.err().print("\r" + padded(String.format(Locale.ROOT, format, values)));
            console.err().flush();
        }
    }

    private String padded(String text) {
        int room = console.columns() - 1;
        return text.length() >= room ? text.substring(0, room) : text + " ".repeat(room - text.length());
    }
}
