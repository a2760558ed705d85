package io.jndencode.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name :
                List.of("b.mkv", "a.MP4", "notes.txt", "sub/c.webm", "sub/deep/d.ts", ".hidden/e.mp4", "f[1].mp4")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private List<String> found(String... inputs) {
        return InputFiles.find(List.of(inputs)).stream()
                .map(found -> folder.relativize(found.file()).toString())
                .toList();
    }

    @Test
    void aFolderMeansTheVideosInItAndBelowByName() {
        assertThat(found(folder.toString()))
                .containsExactly("a.MP4", "b.mkv", "f[1].mp4", "sub/c.webm", "sub/deep/d.ts");
    }

    @Test
    void whatIsFoundKnowsItsPlaceBelowTheFolder() {
        assertThat(InputFiles.find(List.of(folder.toString())).get(4).relative())
                .isEqualTo(Path.of("sub/deep/d.ts"));
        assertThat(InputFiles.find(List.of(folder + "/s*/**/*.ts")).get(0).relative())
                .isEqualTo(Path.of("sub/deep/d.ts"));
        assertThat(InputFiles.find(List.of(folder + "/sub/deep/d.ts")).get(0).relative())
                .isEqualTo(Path.of("d.ts"));
    }

    @Test
    void aPatternMeansWhatAShellWouldFind() {
        assertThat(found(folder + "/*.{mkv,MP4}")).containsExactly("a.MP4", "b.mkv");
        assertThat(found(folder + "/s?b/*.webm")).containsExactly("sub/c.webm");
        assertThat(found(folder + "/**/*.{mkv,ts}")).containsExactly("b.mkv", "sub/deep/d.ts");
        assertThat(found(folder + "/*/*/*.ts")).containsExactly("sub/deep/d.ts");
    }

    @Test
    void aFileWithTheSignsOfAPatternInItsNameIsThatFile() {
        assertThat(found(folder + "/f[1].mp4")).containsExactly("f[1].mp4");
    }

    @Test
    void noFileIsDoneTwice() {
        assertThat(found(folder + "/b.mkv", folder.toString(), folder + "/sub/../b.mkv"))
                .containsOnlyOnce("b.mkv")
                .hasSize(5);
    }

    @Test
    void nothingFoundIsSaid() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> found(empty.toString()))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("without videos");
        assertThatThrownBy(() -> found(folder + "/*.avi"))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("no file matches");
        assertThatThrownBy(() -> found(folder + "/{a,b")).isInstanceOf(JndException.Usage.class);
    }

    @Test
    void outputsOfOtherInputsAreLeftOut() throws IOException {
        Files.writeString(folder.resolve("b.jnd1.mkv"), "x");
        Files.writeString(folder.resolve("a.jnd1.5.mp4"), "x");
        Files.writeString(folder.resolve("alone.jnd1.mp4"), "x");
        List<InputFiles.Found> kept = Inputs.withoutOutputs(InputFiles.find(List.of(folder.toString())));
        assertThat(kept)
                .extracting(found -> found.file().getFileName().toString())
                .containsExactly("a.MP4", "alone.jnd1.mp4", "b.mkv", "f[1].mp4", "c.webm", "d.ts");
    }
}
