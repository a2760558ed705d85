package io.jndencode.train.lite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.train.evaluate.SafetyTable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutFilesTest {
    @TempDir
    private Path folder;

    private static ValidationShot shot(String source, double jnd1, double predicted) {
        return new ValidationShot(
                source,
                "film, the",
                "=dark",
                List.of(jnd1, jnd1 + 5, jnd1 + 8),
                List.of(predicted, predicted + 5, predicted + 8),
                List.of(26.0, 31.0, 34.0),
                List.of(new SafetyTable.Frame(predicted, 0.5)),
                0.25);
    }

    @Test
    void everyShotIsALineAndADot() {
        ValidationReport report = new ValidationReport(List.of(shot("a.mp4", 24, 26), shot("b.png", 30, 29)));
        List<Path> files = HeldOutFiles.write(folder, "lite", report);
        assertThat(files).isEqualTo(HeldOutFiles.in(folder, "lite"));
        assertThat(files.get(0))
                .content()
                .contains(
                        "a.mp4,\"film, the\",'=dark,24.00000,29.00000,32.00000,26.00000,31.00000,34.00000,26.00000,26.00000,1.50000",
                        "b.png,");
        assertThat(files.get(1))
                .content()
                .contains("real footage", "pans over pictures")
                .containsOnlyOnce("<polyline");
        assertThat(files.get(1))
                .content()
                .containsPattern("(?s)<circle.*<circle")
                .doesNotContainPattern("(?s)(<circle.*){3}");
    }
}
