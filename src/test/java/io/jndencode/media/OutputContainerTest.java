package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputContainerTest {
    @ParameterizedTest
    @CsvSource({"a.mp4, MP4", "a.M4V, MP4", "a.b.mov, MOV", "a.mkv, MATROSKA", "a.ts, MPEG_TS"})
    void theExtensionChooses(Path file, OutputContainer container) {
        assertThat(OutputContainer.of(file)).isEqualTo(container);
        assertThat(OutputContainer.of(file, "h264")).isEqualTo(container);
    }

    @ParameterizedTest
    @CsvSource({"a.webm, webm, mkv", "a.ts, mkv, ts", "a.mov, mkv, mov", "a.mp4, mp4, mp4"})
    void av1AndHevcStayWhereTheyCanBe(Path source, String av1, String hevc) {
        assertThat(OutputContainer.extensionFor(source, "av1")).isEqualTo(av1);
        assertThat(OutputContainer.extensionFor(source, "hevc")).isEqualTo(hevc);
        assertThat(OutputContainer.of(Path.of("a.webm"), "av1")).isEqualTo(OutputContainer.WEBM);
        assertThatThrownBy(() -> OutputContainer.of(Path.of("a.ts"), "av1"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("a transport stream does not hold AV1 video")
                .hasMessageContaining(".webm");
    }

    @Test
    void webmIsRefusedWithTheContainersThatWork() {
        assertThatThrownBy(() -> OutputContainer.of(Path.of("a.webm"), "h264"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("WebM does not hold H.264")
                .hasMessageContaining(".mkv");
    }

    @ParameterizedTest
    @CsvSource({"a.mp4, mp4", "a.webm, mkv", "a.avi, mkv", "a.MOV, mov", "noextension, mkv"})
    void theDefaultIsTheSourcesOwnWhereItHoldsH264(Path source, String extension) {
        assertThat(OutputContainer.extensionFor(source, "h264")).isEqualTo(extension);
    }
}
