package io.jndencode.encode.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a file is still the one it was. */
class SourceIdentityTest {
    private static final int BYTES = 5 << 20;

    @TempDir
    Path folder;

    private Path file;
    private FileTime written;
    private SourceIdentity before;

    @BeforeEach
    void makeFile() throws IOException {
        byte[] content = new byte[BYTES];
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("film"), content);
        written = Files.getLastModifiedTime(file);
        before = SourceIdentity.of(file);
    }

    @Test
    void theSameFileIsTheSame() {
        assertThat(SourceIdentity.of(file)).isEqualTo(before);
    }

    /** The first, a middle and the last byte, with the time set back. */
    @ParameterizedTest
    @ValueSource(ints = {0, BYTES / 2, BYTES - 1})
    void oneOtherByteInASampleIsNoticed(int at) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[at] ^= 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, written);
        assertThat(SourceIdentity.of(file)).isNotEqualTo(before);
    }

    @Test
    void aTouchedFileIsAnother() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(written.toMillis() + 1000));
        assertThat(SourceIdentity.of(file)).isNotEqualTo(before);
    }

    @Test
    void aFileShorterThanASampleHasAnIdentityToo() throws IOException {
        Path small = Files.write(folder.resolve("small"), new byte[] {1, 2, 3});
        assertThat(SourceIdentity.of(small).bytes()).isEqualTo(3);
        assertThat(SourceIdentity.of(small)).isEqualTo(SourceIdentity.of(small));
    }
}
