package io.jndencode.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.file.FileHash;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg's SHA-256 beside Java's. */
class NativeHashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 64, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1_000_000})
    void theHashIsThatOfJava(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Path file = Files.write(folder.resolve("film"), content);
        assertThat(NativeHash.sha256(file)).isEqualTo(FileHash.sha256(file)).isEqualTo(FileHash.sha256(content));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> NativeHash.sha256(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        Path file = Files.write(folder.resolve("film"), new byte[1 << 20]);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NativeHash.sha256(file)).isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
