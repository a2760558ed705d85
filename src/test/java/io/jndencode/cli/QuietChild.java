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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the program under strace, children included, in an environment that says nothing, where ONNX Runtime takes itself to be neither
 * switched off nor in a build or test; tells whom it reached and what it left.
 */
public record QuietChild(Path folder, Path home, Path temporary) {
    /** Of ONNX Runtime's telemetry. */
    private static final String TELEMETRY = ".*(\\.ses|\\.db|mat-debug-.*|deviceid.*|onnxruntime.*telemetry.*)";

    /**
     * In a folder of its own; the test is skipped where there is no strace.
     *
     * @param home of the user; natives that are unpacked to it need not be again by the next run
     */
    public static QuietChild in(Path folder, Path home) throws IOException {
        assumeThat(Path.of("/usr/bin/strace"))
                .as("strace, which watches the run")
                .exists();
        return new QuietChild(folder, home, Files.createDirectory(folder.resolve("tmp")));
    }

    /** A video of six frames. */
    public Path clip(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("YUV4MPEG2 W64 H64 F25:1 Ip C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 6; i++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[64 * 64 * 3 / 2]);
            }
        }
        return file;
    }

    /** Java with this program on its class path: as a library, or a task of a cluster, where the natives come out of the jars. */
    public List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(places());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("-Djnd.home=" + Path.of("").toAbsolutePath());
        command.add(Main.class.getName());
        return command;
    }

    /** Java does not ask the environment. */
    private List<String> places() {
        return List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary);
    }

    /** Runs it to its end, which must be a good one. */
    public Child run(List<String> program, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        command.add("LC_ALL=C.UTF-8"); // the project's own folder may have any name
        command.add("HOME=" + home);
        command.add("TMPDIR=" + temporary);
        command.add("JAVA_HOME=" + System.getProperty("java.home"));
        command.add("SPARK_LOCAL_IP=127.0.0.1");
        command.add("JND_JAVA_OPTIONS=" + String.join(" ", places()));
        command.addAll(List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-e",
                "trace=socket,connect,sendto,sendmsg,sendmmsg,bind",
                "-o"));
        command.add(log().toString());
        command.addAll(program);
        command.addAll(List.of(more));
        Child child = Child.run(folder, Map.of(), command.toArray(String[]::new));
        assumeThat(child.err()).as("strace must be allowed to watch").doesNotContain("PTRACE");
        assertThat(child.code()).as(child.err()).isZero();
        return child;
    }

    private Path log() {
        return folder.resolve("strace.log");
    }

    /**
     * Java opens sockets to see which kinds there are, and closes them; the C library asks a name service on this machine for the user's
     * name, and the kernel for the machine's addresses. Whoever wants to reach another machine, if only a name server, connects or sends.
     */
    public void assertNoNetwork() throws IOException {
        assertOnly("AF_UNIX|AF_NETLINK");
    }

    /** As {@link #assertNoNetwork}, but for talk among the processes of one machine, and calls on no socket that look what there is. */
    public void assertLoopbackAlone() throws IOException {
        assertOnly("AF_UNIX|AF_NETLINK|\"127\\.[0-9.]+\"|\"::1\"|\"::ffff:127\\.[0-9.]+\"|, NULL, 0\\)|EBADF");
    }

    private void assertOnly(String allowed) throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            assertThat(lines.filter(line -> line.matches("\\d+ +(connect|send|bind)[a-z]*\\(.*"))
                            .filter(line -> !line.matches(".*(" + allowed + ").*")))
                    .isEmpty();
        }
    }

    /**
     * No file but the unpacked natives in the home. ONNX Runtime unpacks itself to the temporary folder; its libraries are gone when the
     * run ends, the folder it forgets.
     */
    public void assertNothingLeft() throws IOException {
        assertThat(home).isDirectoryNotContaining(file -> !file.endsWith(".javacpp"));
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /** No file of telemetry, whatever else there is. */
    public void assertNoTelemetry() throws IOException {
        for (Path place : List.of(home, temporary)) {
            try (Stream<Path> left = Files.walk(place)) {
                assertThat(left.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                                .filter(name -> name.matches(TELEMETRY)))
                        .isEmpty();
            }
        }
    }
}
