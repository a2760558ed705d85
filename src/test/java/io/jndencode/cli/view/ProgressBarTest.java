package io.jndencode.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final BarState HALF = new BarState("a.mp4", 500, 1000, "4 shots planned", 20);

    @Test
    void aLineShowsFramesSpeedTimeLeftAndDetails() {
        assertThat(ProgressBar.line(HALF, 200))
                .isEqualTo("a.mp4 [##########----------]  50 %  500 frames  25 fps  0:20 left  4 shots planned");
    }

    @Test
    void anUnknownLengthHasNeitherShareNorTimeLeft() {
        assertThat(ProgressBar.line(new BarState("a.ts", 500, 0, "", 20), 200)).isEqualTo("a.ts  500 frames  25 fps");
    }

    @Test
    void aLineNeverWraps() {
        assertThat(ProgressBar.line(HALF, 60)).hasSize(60);
    }

    @Test
    void hoursAreWrittenOut() {
        assertThat(ProgressBar.clock(3725)).isEqualTo("1:02:05");
        assertThat(ProgressBar.clock(65.4)).isEqualTo("1:05");
    }

    @Test
    void theBarLeavesACleanLineBehind() {
        StringWriter err = new StringWriter();
        ProgressBar bar =
                new ProgressBar(new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), true, 80));
        bar.draw(HALF);
        bar.draw(HALF);
        bar.clear();
        assertThat(err.toString()).startsWith("\r\u001b[Ka.mp4 [").endsWith("\r\u001b[K");
        assertThat(err.toString().split("a\\.mp4", -1))
                .as("drawn at most ten times a second")
                .hasSize(2);
    }
}
