package io.jndencode.cli.view;

import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.text.Printable;
import java.util.Locale;

/** Draws one line repeatedly on a terminal's standard error; called from one thread at a time. */
public final class ProgressBar {
    private static final double REDRAW_SECONDS = 0.1;
    private static final int BAR = 20;

    private final Console console;
    private Stopwatch sinceDrawn;
    private boolean drawn;

    public ProgressBar(Console console) {
        this.console = console;
        this.sinceDrawn = console.stopwatch();
    }

    /** Draws the bar, at most ten times a second. */
    public void draw(BarState state) {
        if (drawn && sinceDrawn.seconds() < REDRAW_SECONDS) {
            return;
        }
        sinceDrawn = console.stopwatch();
        drawn = true;
        console.draw(line(state, console.columns() - 1));
    }

    /** Removes the bar, so that the next line starts on a clean one. */
    public void clear() {
        if (drawn) {
            console.clearDrawn();
            drawn = false;
        }
    }

    /** Returns the text of the bar, never longer than the terminal is wide: a wrapped line could not be redrawn. */
    static String line(BarState state, int columns) {
        StringBuilder line = new StringBuilder(Printable.line(state.label()));
        if (state.framesTotal() > 0) {
            int filled = (int) Math.round(state.share() * BAR);
            line.append(" [").append("#".repeat(filled)).append("-".repeat(BAR - filled));
            line.append(String.format(Locale.ROOT, "] %3d %%", (int) (state.share() * 100)));
        }
        line.append(String.format(Locale.ROOT, "  %d frames  %.0f fps", state.framesDone(), state.framesPerSecond()));
        if (state.secondsLeft() >= 0) {
            line.append("  ").append(clock(state.secondsLeft())).append(" left");
        }
        if (!state.details().isEmpty()) {
            line.append("  ").append(state.details());
        }
        return line.length() <= columns ? line.toString() : line.substring(0, columns);
    }

    /** Returns text such as {@code 1:02:03} or {@code 2:03}. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        long hours = whole / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
