package io.jndencode.farm.watch.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchMetricsTest {
    /** A comment or a sample of Prometheus' text format, labels without anything a file could be called. */
    private static final String LINE =
            "# (HELP|TYPE) [a-z_]+ [A-Za-z ',.]+|jnd_encode_[a-z_]+(\\{result=\"(done|failed)\"\\})? \\d+(\\.\\d+)?";

    @Test
    void noNameOfAFileIsAmongTheLabels() {
        WatchMetrics metrics = new WatchMetrics();
        metrics.looked(3, 1_700_000_000_000L);
        metrics.progress(0.25);
        assertThat(metrics.text().lines()).allMatch(line -> line.matches(LINE));
        assertThat(metrics.text()).endsWith("\n");
    }
}
