package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePictureTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1280, 720",
        "1280, 720, 1280, 720",
        "640, 360, 640, 360",
        "853, 479, 852, 478",
        "4096, 2160, 1280, 674",
        "1080, 1920, 404, 720",
        "1, 1, 2, 2"
    })
    void sourcesAreJudgedInTheSizeLabelsAreMeasuredIn(int width, int height, int columns, int rows) {
        assertThat(SourcePicture.Size.of(width, height)).isEqualTo(new SourcePicture.Size(columns, rows));
    }

    @Test
    void aPictureOfAnotherSizeThanItsSamplesIsRefused() {
        assertThatThrownBy(() -> new SourcePicture(4, 2, new byte[11], 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4x2");
    }
}
