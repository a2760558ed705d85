package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./jnd-encode, started as a person does. */
class LauncherIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String SCRIPT = ROOT.resolve("jnd-encode").toString();

    @TempDir
    Path folder;

    @Test
    void showsTheHelp() throws Exception {
        Child child = Child.run(folder, Map.of(), SCRIPT, "--help");
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(child.out()).contains("Usage: jnd-encode INPUT").contains("Commands:");
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("encode video"), Path.of(SCRIPT));
        Child child = Child.run(folder, Map.of(), link.toString(), "--version");
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(child.out()).startsWith("jnd-encode " + Installation.version());
        assertThat(child.err()).isEmpty();
    }

    @Test
    void saysWhichJavaItNeedsWhenOnlyAnOldOneIsThere() throws Exception {
        assumeThat(Path.of("/usr/lib/jvm"))
                .as("an installed Java would be found there")
                .doesNotExist();
        Child child = Child.run(folder, Map.of("JAVA_HOME", oldJava().toString(), "PATH", "/bin"), SCRIPT, "--help");
        assertThat(child.code()).isEqualTo(1);
        assertThat(child.err()).contains("Java 17 or newer is needed").contains("(1.8.0_442)");
    }

    @Test
    void passesOverAnOldJavaHome() throws Exception {
        Child child = Child.run(folder, Map.of("JAVA_HOME", oldJava().toString()), SCRIPT, "--help");
        assertThat(child.code()).as(child.err()).isZero();
    }

    @Test
    void aLongCommandLineDoesNotOverflowTheRuntimesStack() throws Exception {
        Child child = Child.run(folder, Map.of(), SCRIPT, "--version", "x".repeat(60_000));
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(child.out()).contains("ONNX Runtime");
    }

    @Test
    void handsArgumentsOnUntouched() throws Exception {
        Child child = Child.run(folder, Map.of(), SCRIPT, "no such $HOME *.mp4");
        assertThat(child.code()).isEqualTo(3);
        assertThat(child.err()).contains("no such $HOME *.mp4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_YY.UTF-8", "xx_YY"})
    void namesBeyondAsciiAreReadWhereNoLocaleIsSetOrOneThatIsNotInstalled(String locale) throws Exception {
        Path film = Files.writeString(folder.resolve("Höhle 洞.mp4"), "no video at all");
        Child child = Child.run(folder, Map.of("LC_ALL", locale), SCRIPT, film.toString());
        assertThat(child.code()).isEqualTo(3);
        assertThat(child.err()).contains("Höhle 洞.mp4 is not a media file");
    }

    /** They are loaded on a thread of their own, which is not who tells. */
    @Test
    void librariesThatCannotBeLoadedAreNamed() throws Exception {
        Path film = Files.writeString(folder.resolve("film.mp4"), "no video at all");
        Map<String, String> elsewhere = Map.of(
                "JND_JAVA_OPTIONS",
                "-Dorg.bytedeco.javacpp.platform=none -Djava.library.path=/none"
                        + " -Dorg.bytedeco.javacpp.platform.preloadpath=/none");
        Child child = Child.run(folder, elsewhere, SCRIPT, "plan", film.toString());
        assertThat(child.code()).isEqualTo(1);
        assertThat(child.err()).contains("UnsatisfiedLinkError: no jniavutil").hasLineCount(1);
    }

    private Path oldJava() throws IOException {
        Path java = folder.resolve("old java");
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"1.8.0_442\"\n");
        Path program = Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nexit 9\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return java;
    }
}
