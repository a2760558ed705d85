package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCheckTest {
    @TempDir
    Path folder;

    @Test
    void aFilmWithoutSegmentsIsToldInASentence() throws Exception {
        List<Path> files = new ArrayList<>(
                IntStream.range(0, 3000).mapToObj(i -> folder.resolve("s" + i)).toList());
        Files.createFile(files.get(7));
        assertThatThrownBy(() -> SegmentCheck.allThere(files))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("2999 of 3000 segments are missing, of shots 0-6, 8-2999: " + files.get(0))
                .hasMessageContaining(" and 2991 more")
                .message()
                .hasSizeLessThan(2000);
    }

    @Test
    void numbersThatFollowEachOtherAreToldAsOne() {
        assertThat(SegmentCheck.shots(List.of(4))).isEqualTo("shot 4");
        assertThat(SegmentCheck.shots(List.of(0, 1, 2, 5, 7, 8))).isEqualTo("shots 0-2, 5, 7-8");
        assertThat(SegmentCheck.shots(
                        IntStream.range(0, 100).map(i -> 2 * i).boxed().toList()))
                .endsWith("36, 38, …");
    }
}
