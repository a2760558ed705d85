package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job under strace, in an environment that says nothing: it sends nothing anywhere and writes nothing but its outputs. */
class QuietRunIT {
    private static final String SCRIPT =
            Path.of("").toAbsolutePath().resolve("jnd-encode").toString();

    @TempDir
    Path folder;

    private Path home;
    private Path temporary;
    private Path clip;

    @BeforeEach
    void make() throws Exception {
        assumeThat(Path.of("/usr/bin/strace"))
                .as("strace, which watches the run")
                .exists();
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        clip = folder.resolve("grey.y4m");
        try (OutputStream out = Files.newOutputStream(clip)) {
            out.write("YUV4MPEG2 W64 H64 F25:1 Ip C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 6; i++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[64 * 64 * 3 / 2]);
            }
        }
    }

    /** With no variable set, ONNX Runtime takes itself to be neither switched off nor in a build or test. */
    private Path encode(String... program) throws Exception {
        Path log = folder.resolve("strace.log");
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        command.add("HOME=" + home);
        command.add("TMPDIR=" + temporary);
        command.add("JAVA_HOME=" + System.getProperty("java.home"));
        command.add("JND_JAVA_OPTIONS=" + String.join(" ", places()));
        command.addAll(List.of("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,sendmmsg,bind", "-o"));
        command.add(log.toString());
        command.addAll(List.of(program));
        command.addAll(List.of(clip.toString(), "-o", folder.resolve("out.mp4").toString(), "--progress", "none"));
        Child child = Child.run(folder, Map.of(), command.toArray(String[]::new));
        assumeThat(child.err()).as("strace must be allowed to watch").doesNotContain("PTRACE");
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(folder.resolve("out.mp4")).isNotEmptyFile();
        return log;
    }

    /** Java does not ask the environment. */
    private List<String> places() {
        return List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary);
    }

    /**
     * Java opens sockets to see which kinds there are, and closes them; the C library asks a name service on this machine for the user's
     * name. Whoever wants to reach another machine, if only a name server, connects or sends.
     */
    private static void assertNoNetwork(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines)
                    .noneMatch(line -> line.matches("\\d+ +(connect|send|bind).*") && !line.contains("AF_UNIX"));
        }
    }

    @Test
    void byTheLauncher() throws Exception {
        assertThat(Child.run(folder, Map.of(), SCRIPT, "--version").code()).isZero(); // built, its classes archived
        assertNoNetwork(encode(SCRIPT));
        assertThat(home).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    /** As a program that uses the library does, or a task of a cluster: the natives come out of the jars. */
    @Test
    void byJavaAlone() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(places());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("-Djnd.home=" + Path.of("").toAbsolutePath());
        command.add(Main.class.getName());
        assertNoNetwork(encode(command.toArray(String[]::new)));
        assertThat(home).isDirectoryNotContaining(file -> !file.endsWith(".javacpp"));
        // ONNX Runtime unpacks itself there; its libraries are gone when the run ends, the folder it forgets.
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
