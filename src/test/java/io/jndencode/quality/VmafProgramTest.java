package io.jndencode.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is played by a script: libvmaf is not part of what the tests may need. */
class VmafProgramTest {
    @TempDir
    Path folder;

    private VmafProgram program(String filters, String afterwards) throws IOException {
        Path script = folder.resolve("ffmpeg");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$2" = -filters ]; then echo "%s"; exit 0; fi
                %s
                """.formatted(filters, afterwards));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new VmafProgram(script.toString());
    }

    @Test
    void anFfmpegIsUsedOnlyIfItHasLibvmaf() throws IOException {
        assertThat(program(" .. libvmaf           VV->V      Calculate the VMAF.", "")
                        .usable())
                .isTrue();
        assertThat(program(" .. vmafmotion        V->V       Calculate the VMAF Motion score.", "")
                        .usable())
                .isFalse();
        assertThat(new VmafProgram(folder.resolve("none").toString()).usable()).isFalse();
    }

    @Test
    void scoresAreReadFromTheProgramsLog() throws IOException {
        String log = "{\"frames\":[{\"frameNum\":0,\"metrics\":{\"vmaf\":97.5}},"
                + "{\"frameNum\":1,\"metrics\":{\"vmaf\":91.25}}]}";
        VmafProgram program = program("", "echo '" + log + "' > vmaf.json");
        assertThat(program.measure(folder, folder, 2)).containsExactly(97.5, 91.25);
        assertThatThrownBy(() -> program.measure(folder, folder, 3))
                .isInstanceOf(JndException.Quality.class)
                .hasMessageContaining("2 frames were measured of 3");
    }

    @Test
    void whatTheProgramSaysWhenItFailsIsPassedOn() throws IOException {
        VmafProgram program = program("", "echo no such codec; exit 3");
        assertThatThrownBy(() -> program.measure(folder, folder, 2))
                .isInstanceOf(JndException.Quality.class)
                .hasMessageContaining("code 3")
                .hasMessageContaining("no such codec");
    }
}
