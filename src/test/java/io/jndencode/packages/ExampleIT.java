package io.jndencode.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.Installation;
import io.jndencode.cli.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project {@code src/test/example}, built as a developer has it: elsewhere, with the jar and its POM in a Maven repository, offline.
 * Nothing is written to this user's own repository.
 */
@Tag("long")
class ExampleIT {
    private static final String NAME = "jnd-encode-" + Installation.version();
    private static final Path JAR =
            Path.of("target/jnd-encode/lib", NAME + ".jar").toAbsolutePath();
    private static final Path REPOSITORY = Path.of(System.getProperty("user.home"), ".m2/repository");

    @TempDir
    Path folder;

    private Path example;
    private Path repository;

    @BeforeEach
    void installTheJar() throws IOException {
        assumeThat(JAR).as("a built jar").exists();
        assumeThat(REPOSITORY).as("what this build's Maven fetched").exists();
        example = folder.resolve("a project of mine");
        copy(Path.of("src/test/example"), example);
        repository = folder.resolve("repository");
        Path place = Files.createDirectories(repository.resolve("io/jndencode/jnd-encode/" + Installation.version()));
        Files.copy(JAR, place.resolve(NAME + ".jar"));
        Files.copy(Path.of("pom.xml"), place.resolve(NAME + ".pom"));
    }

    @Test
    void aProgramOutsideTheTreeIsBuiltAgainstTheLibraryAndEncodes() throws Exception {
        Child build = maven("compile", "dependency:build-classpath", "-Dmdep.outputFile=cp.txt");
        assertThat(build.code()).as(build.out() + build.err()).isZero();
        String libraries = Files.readString(example.resolve("cp.txt")).strip();
        assertThat(libraries).contains(repository.toString());
        Files.copy(Path.of("test-videos/sintel-splice.mp4"), folder.resolve("in.mp4"));
        Child run = Child.run(
                folder,
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                example.resolve("target/classes") + ":" + libraries,
                "example.Example",
                "in.mp4",
                "out.mp4");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("6 shots\n");
        assertThat(folder.resolve("out.mp4")).isNotEmptyFile();
    }

    private Child maven(String... goals) throws Exception {
        List<String> words = new ArrayList<>(List.of("-o", "-B", "-q", "-ntp"));
        words.addAll(List.of(goals));
        words.addAll(List.of("-Dmaven.repo.local=" + repository, "-Dmaven.repo.local.tail=" + REPOSITORY));
        words.add("-Djnd.version=" + Installation.version());
        Matcher version = Pattern.compile("<((?:resources|compiler|dependency)-plugin[.]version)>([^<]+)<")
                .matcher(Files.readString(Path.of("pom.xml")));
        while (version.find()) {
            words.add("-D" + version.group(1) + "=" + version.group(2));
        }
        words.add(0, Path.of("mvnw").toAbsolutePath().toString());
        Child wrapper = Child.run(folder, Map.of(), words.get(0), "-v");
        assumeThat(wrapper.code()).as("the Maven wrapper: " + wrapper.err()).isZero();
        return Child.run(example, Map.of("JAVA_HOME", System.getProperty("java.home")), words.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place);
                }
            }
        }
    }
}
