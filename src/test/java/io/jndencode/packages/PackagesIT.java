package io.jndencode.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.Installation;
import io.jndencode.cli.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packages that profiles of the build make ({@code ./mvnw -Pbundle -DskipTests package} and so on), each where it is there: unpacked,
 * and run where there is no Java.
 */
class PackagesIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path CLIP = Path.of("test-videos/sintel-splice.mp4");
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private BareRoot bare;
    private Path work;

    @BeforeEach
    void fill() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        bare = new BareRoot(work);
        Files.copy(CLIP, work.resolve("in.mp4"));
    }

    /** The newest package whose name ends so; the test is skipped where there is none. */
    private static Path made(String ending) throws IOException {
        try (Stream<Path> files = Files.exists(TARGET) ? Files.list(TARGET) : Stream.empty()) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().contains(Installation.version()))
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
            assumeThat(found).as("a package *" + ending + " in target").isNotEmpty();
            return found.get(0);
        }
    }

    private void ok(Child child) {
        assertThat(child.code()).as(child.err() + child.out()).isZero();
    }

    private Child unpacked(Path archive, Path into) throws Exception {
        Files.createDirectories(into);
        return Child.run(folder, Map.of(), "tar", "-xf", archive.toString(), "-C", into.toString());
    }

    private void encodes(Child child) throws IOException {
        ok(child);
        assertThat(child.out()).isEqualTo("out.mp4\n");
        assertThat(work.resolve("out.mp4")).isNotEmptyFile();
        Files.delete(work.resolve("out.mp4"));
    }

    @Test
    void theArchiveWithItsOwnJavaRunsWhereThereIsNone() throws Exception {
        Path archive = made("-java.tar.gz");
        assertThat(Files.size(archive)).isLessThan(170 * MIB);
        ok(unpacked(archive, folder.resolve("unpacked")));
        Path program = folder.resolve("unpacked/jnd-encode-" + Installation.version());
        encodes(bare.run(program, "/opt/jnd-encode/bin/jnd-encode", "in.mp4", "-o", "out.mp4"));
        Child version = bare.run(program, "/opt/jnd-encode/bin/jnd-encode", "--version");
        assertThat(version.out()).startsWith("jnd-encode " + Installation.version());
        Child models = bare.run(program, "/opt/jnd-encode/bin/jnd-encode", "models");
        assertThat(models.out()).contains("lite", "mj-lat");
        assertThat(program.resolve("README.md"))
                .content()
                .contains("bin/jnd-encode input.mp4")
                .doesNotContain("@", "mvnw");
    }

    @Test
    void nativeLibrariesAreThereOnceAndOfOnePlatform() throws Exception {
        Path archive = made("-java.tar.gz");
        ok(unpacked(archive, folder.resolve("unpacked")));
        Path lib = folder.resolve("unpacked/jnd-encode-" + Installation.version() + "/lib");
        assertThat(lib.resolve("native")).isNotEmptyDirectory();
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    assertThat(file.stream().map(entry -> entry.getName()))
                            .as(jar.toString())
                            .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)([.].*)?")
                                    && name.matches(".*(ffmpeg|onnxruntime|avcodec|jniavutil).*"));
                }
            }
        }
    }

    @Test
    void theArchiveForAJavaOfTheMachinesRunsByIt() throws Exception {
        String platform = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
        Path archive = made("linux-" + platform + ".tar.gz");
        ok(unpacked(archive, folder.resolve("unpacked")));
        Path program = folder.resolve("unpacked/jnd-encode-" + Installation.version());
        assertThat(program.resolve("runtime")).doesNotExist();
        encodes(Child.run(
                work,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                program.resolve("bin/jnd-encode").toString(),
                "in.mp4",
                "-o",
                "out.mp4"));
    }

    @Test
    void theDebianPackageIsWhatItSaysAndRuns() throws Exception {
        Path deb = made(".deb");
        assumeThat(Path.of("/usr/bin/dpkg-deb")).as("dpkg-deb").exists();
        Child fields = Child.run(folder, Map.of(), "dpkg-deb", "-f", deb.toString());
        assertThat(fields.out())
                .contains("Package: jnd-encode", "Version: " + Installation.version(), "Depends: libc6");
        Path root = folder.resolve("root");
        ok(Child.run(folder, Map.of(), "dpkg-deb", "-x", deb.toString(), root.toString()));
        assertThat(Files.readSymbolicLink(root.resolve("usr/bin/jnd-encode")))
                .hasToString("/opt/jnd-encode/bin/jnd-encode");
        encodes(bare.run(root.resolve("opt/jnd-encode"), "/opt/jnd-encode/bin/jnd-encode", "in.mp4", "-o", "out.mp4"));
    }

    @Test
    void theImageRunsAsAnotherThanRoot() throws Exception {
        Path image = made("-image.tar");
        Image unpacked = Image.unpack(image, folder.resolve("image"));
        assertThat(unpacked.user()).isEqualTo("65534:65534");
        assertThat(unpacked.entrypoint()).containsExactly("/opt/jnd-encode/bin/jnd-encode");
        assertThat(unpacked.root().resolve("app")).doesNotExist();
        Files.createDirectories(unpacked.root().resolve("work"));
        for (String place : List.of("proc", "dev", "tmp")) {
            Files.createDirectories(unpacked.root().resolve(place));
        }
        assumeThat(Child.run(folder, Map.of(), "chmod", "-R", "a+rwX", work.toString())
                        .code())
                .as("chmod")
                .isZero();
        encodes(bare.runIn(unpacked.root(), "65534", "/opt/jnd-encode/bin/jnd-encode", "in.mp4", "-o", "out.mp4"));
    }
}
