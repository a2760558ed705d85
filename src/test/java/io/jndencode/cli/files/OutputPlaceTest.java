package io.jndencode.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.plan.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {
    @TempDir
    Path folder;

    private static OutputPlace place(String input, String target, @Nullable Path output) {
        return OutputPlace.of(
                Path.of(input),
                new OutputKind(Target.parse(target), "h264"),
                output,
                output != null && Files.isDirectory(output));
    }

    @Test
    void theDefaultIsBesideTheInputAndNamesTheTarget() {
        assertThat(place("films/a.b.mkv", "JND1", null))
                .isEqualTo(new OutputPlace(Path.of("films/a.b.jnd1.mkv"), Path.of("films/a.b.jnd1.json")));
        assertThat(place("a.MOV", "1.5", null).video()).isEqualTo(Path.of("a.jnd1.5.mov"));
    }

    @Test
    void aContainerThatCannotHoldH264BecomesMatroska() {
        assertThat(place("a.webm", "JND2", null).video()).isEqualTo(Path.of("a.jnd2.mkv"));
        assertThat(place("noname", "JND2", null).video()).isEqualTo(Path.of("noname.jnd2.mkv"));
    }

    @Test
    void aFolderKeepsTheName() {
        assertThat(place("films/a.mp4", "JND1", folder).video()).isEqualTo(folder.resolve("a.jnd1.mp4"));
    }

    @Test
    void aFileIsTakenAsItIs() {
        assertThat(place("a.mp4", "JND1", Path.of("out/b.mkv")))
                .isEqualTo(new OutputPlace(Path.of("out/b.mkv"), Path.of("out/b.json")));
    }
}
