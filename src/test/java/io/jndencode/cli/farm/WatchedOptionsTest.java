package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code watch} says of options behind {@code --} that are for one video, before it looks at any. */
class WatchedOptionsTest {
    @TempDir
    Path folder;

    private String refusal(String... options) {
        String[] words = new String[options.length + 4];
        System.arraycopy(options, 0, words, 4, options.length);
        System.arraycopy(new String[] {"watch", folder.toString(), "--once", "--"}, 0, words, 0, 4);
        CliRun run = CliRun.of(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
        return run.err();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--zones", "--sidecar", "-o"})
    void anOptionThatNamesOneFileIsRefusedWithOrWithoutItsName(String option) {
        assertThat(refusal(option, "x")).contains("is for one video");
        assertThat(refusal("--preset", "fast", option)).contains("is for one video");
    }

    @Test
    void aReportIsAskedForBeforeThem() {
        assertThat(refusal("--preset", "fast", "--report")).contains("--report stands before --");
        assertThat(refusal("--report", "page.html")).contains("--report stands before --");
    }
}
