package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        RunPosition position = new RunPosition(7, 8, 3, 5, 41, 1.5, 0.25, 2);
        Path file = folder.resolve("last.ckpt");
        Checkpoint.write(file, position, Map.of("w", FloatBuffer.wrap(new float[] {1, -2, Float.NaN, 4e-30f})));
        Checkpoint read = Checkpoint.read(file);
        assertThat(read.position()).isEqualTo(position);
        assertThat(read.tensors().get("w")).containsExactly(1, -2, Float.NaN, 4e-30f);
    }

    @Test
    void aTensorLargerThanTheChunkSurvives() throws IOException {
        float[] values = new float[(1 << 20) + 3];
        values[values.length - 1] = 5;
        Path file = folder.resolve("last.ckpt");
        Checkpoint.write(file, RunPosition.start(1, 8), Map.of("w", FloatBuffer.wrap(values)));
        assertThat(Checkpoint.read(file).tensors().get("w")).isEqualTo(values);
    }

    @Test
    void aCutFileIsRefusedInASentence() throws IOException {
        Path file = folder.resolve("last.ckpt");
        Checkpoint.write(file, RunPosition.start(1, 8), Map.of("w", FloatBuffer.wrap(new float[100])));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 7));
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("last.ckpt");
    }
}
