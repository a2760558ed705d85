package io.jndencode.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTableTest {
    private static final String VIDEO =
            "file\tstart\tfps\tframes\tlabel_width\tlabel_height\ttag\tjnd1\tjnd2\tjnd3\tspread\n";
    private static final String PAN =
            "file\tx0\ty0\tvx\tvy\twidth\theight\tfps\tframes\ttag\tjnd1\tjnd2\tjnd3\tspread\textra\n";

    @TempDir
    Path folder;

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.tsv"), text);
    }

    @Test
    void shotsOfVideosAreRead() throws IOException {
        List<LabelledShot> shots =
                LabelTable.read(table(VIDEO + "a.mp4\t1.533\t30.0\t28\t800\t640\tcity\t26.51\t30.69\t33.80\t0.97\n"));
        LabelledShot.OfVideo shot = (LabelledShot.OfVideo) shots.get(0);
        assertThat(shot.start()).isEqualTo(1.533);
        assertThat(shot.size()).isEqualTo(new LabelledShot.Size(800, 640));
        assertThat(shot.label().levels().jnd2()).isEqualTo(30.69);
    }

    @Test
    void pansOverPicturesAreRead() throws IOException {
        List<LabelledShot> shots = LabelTable.read(
                table(PAN + "p.jpg\t59\t14\t2\t1\t1152\t648\t24\t28\tspace\t29.68\t35.10\t37.88\t3.00\tx\n"));
        LabelledShot.OfPicture pan = (LabelledShot.OfPicture) shots.get(0);
        assertThat(pan.vx()).isEqualTo(2);
        assertThat(pan.frames()).isEqualTo(28);
    }

    @Test
    void mistakesAreNamedWithTheirLine() throws IOException {
        Path wrong = table(VIDEO + "a.mp4\t1.5\t30.0\t28\t800\t640\tcity\t26\tx\t33\t1\n");
        assertThatThrownBy(() -> LabelTable.read(wrong))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("line 2");
        Path narrow = table(VIDEO + "a.mp4\t1.5\n");
        assertThatThrownBy(() -> LabelTable.read(narrow)).hasMessageContainingAll("2 columns", "header has 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.mp4", "/etc/passwd", "b/a.mp4", "b\\\\a.mp4", "..", "a\0.mp4", ""})
    void aFileIsANameWithoutFolders(String file) throws IOException {
        Path table = table(VIDEO + file + "\t1.5\t30.0\t28\t800\t640\tcity\t26\t30\t33\t1\n");
        assertThatThrownBy(() -> LabelTable.read(table))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContainingAll("line 2", "is not the name of a file")
                .message()
                .doesNotContain("\0");
    }

    @ParameterizedTest
    @CsvSource({"1e999,28,1", "NaN,28,1", "1.5,0,1", "1.5,2147483647,1", "1.5,-5,1", "1.5,28,1e999", "1.5,28,NaN"})
    void numbersThatCannotBeAreNamedWithTheirLine(String start, String frames, String spread) throws IOException {
        Path table = table(
                VIDEO + "a.mp4\t" + start + "\t30.0\t" + frames + "\t800\t640\tcity\t26\t30\t33\t" + spread + "\n");
        assertThatThrownBy(() -> LabelTable.read(table))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void doubtfulAndArtificialShotsWeighLess() throws IOException {
        LabelledShot sure = LabelTable.read(
                        table(VIDEO + "a.mp4\t1\t30.0\t28\t800\t640\tcity\t26.51\t30.69\t33.80\t0\n"))
                .get(0);
        LabelledShot doubtful = LabelTable.read(
                        table(VIDEO + "a.mp4\t1\t30.0\t28\t800\t640\tcity\t26.51\t30.69\t33.80\t3\n"))
                .get(0);
        LabelledShot graphic = LabelTable.read(
                        table(PAN + "p.jpg\t59\t14\t2\t1\t1152\t648\t24\t28\tgraphic\t29.68\t35.10\t37.88\t0\tx\n"))
                .get(0);
        assertThat(LabelWeights.DEFAULT.of(sure)).isEqualTo(1);
        assertThat(LabelWeights.DEFAULT.of(doubtful)).isEqualTo(0.5);
        assertThat(LabelWeights.DEFAULT.of(graphic)).isLessThan(0.2);
    }
}
