package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the script ./jnd-encode builds, in a clone whose Maven and Java are small scripts that say what they were given. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherBuildIT {
    private static final String BUILDS = "#!/bin/sh\n"
            + "[ \"$1\" = -v ] || { mkdir -p target/jnd-encode/lib && : >target/jnd-encode/lib/jnd-encode-1.jar;"
            + " }\n";

    @TempDir
    Path folder;

    private Path clone;
    private Path lock;
    private Path java;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectories(folder.resolve("clone"));
        lock = clone.resolve("target/build.lock");
        Files.createDirectories(clone.resolve("src/main"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        script(clone.resolve("jnd-encode"), Files.readString(Path.of("jnd-encode")));
        script(clone.resolve("mvnw"), BUILDS);
        java = folder.resolve("java");
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        script(java.resolve("bin/java"), "#!/bin/sh\necho \"locale=$LC_ALL telemetry=$ORT_DISABLE_TELEMETRY\"\n");
        script(java.resolve("bin/javac"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Child start(Map<String, String> environment, String... before) throws Exception {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(clone.resolve("jnd-encode").toString());
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", java.toString());
        return Child.run(folder, all, command.toArray(String[]::new));
    }

    private void hasBuilt(Child child) {
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(child.out()).startsWith("locale=");
        assertThat(lock).doesNotExist();
    }

    @Test
    void buildsAtFirstUseAndNotAgain() throws Exception {
        assertThat(start(Map.of()).err()).contains("building (first use");
        Child second = start(Map.of());
        hasBuilt(second);
        assertThat(second.err()).isEmpty();
    }

    @Test
    void onnxRuntimesTelemetryIsOff() throws Exception {
        assertThat(start(Map.of("ORT_DISABLE_TELEMETRY", "0")).out()).contains("telemetry=1");
    }

    @Test
    void anEmptyLockOfAKilledBuildIsTakenOver() throws Exception {
        Files.createDirectories(lock);
        hasBuilt(start(Map.of()));
    }

    @Test
    void theLockOfAProcessThatIsNoMoreIsTakenOver() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(lock);
        Files.writeString(lock.resolve("pid"), ended.pid() + " " + machine() + "\n");
        hasBuilt(start(Map.of()));
    }

    /** Numbers of processes are given again, and another machine's tell nothing. */
    @ParameterizedTest
    @CsvSource({"here", "elsewhere"})
    void aLockNobodyTouchedForMinutesIsTakenOver(String where) throws Exception {
        Files.createDirectories(lock);
        String machine = where.equals("here") ? machine() : "another-machine";
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + " " + machine + "\n");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(10))));
        hasBuilt(start(Map.of()));
    }

    @Test
    void whoWaitsForAnotherBuildSaysSoOnce() throws Exception {
        Files.createDirectories(lock);
        long builder = ProcessHandle.current().pid();
        Path pid = Files.writeString(lock.resolve("pid"), builder + " " + machine() + "\n");
        CompletableFuture<Child> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return start(Map.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        TimeUnit.SECONDS.sleep(4);
        assertThat(waiting).isNotDone();
        Files.delete(pid);
        Files.delete(lock);
        Child child = waiting.get();
        hasBuilt(child);
        assertThat(child.err()).containsOnlyOnce("waiting for another build (process " + builder + ") ...");
    }

    @Test
    void aCloneThatCannotBeWrittenToIsNamed() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can start it as somebody else")
                .isEqualTo("root");
        String[] asNobody = {"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"};
        Child first = start(Map.of(), asNobody);
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.err())
                .contains("cannot build in " + clone, "it has not been built yet")
                .hasLineCount(1);
        hasBuilt(start(Map.of()));
        assertThat(start(Map.of(), asNobody).code()).isZero();
        Files.setLastModifiedTime(
                clone.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        Child pulled = start(Map.of(), asNobody);
        assertThat(pulled.code()).isEqualTo(1);
        assertThat(pulled.err())
                .contains("sources are newer", "nobody may not write to " + clone)
                .hasLineCount(1);
    }

    @Test
    void aBuildThatFailsShowsTheReason() throws Exception {
        script(clone.resolve("mvnw"), """
            #!/bin/sh
            [ "$1" = -v ] && exit
            echo downloading
            echo '[ERROR] A.java: a bracket is missing'
            exit 1
            """);
        Child child = start(Map.of());
        assertThat(child.code()).isEqualTo(1);
        assertThat(child.err())
                .contains("A.java: a bracket is missing", "target/build.log")
                .doesNotContain("downloading");
        assertThat(lock).doesNotExist();
    }

    @Test
    void aBuildThatFailsInOtherWordsShowsItsEnd() throws Exception {
        script(clone.resolve("mvnw"), "#!/bin/sh\n[ \"$1\" = -v ] && exit\necho the disk fell off\nexit 1\n");
        assertThat(start(Map.of()).err()).contains("the disk fell off");
    }

    @ParameterizedTest
    @CsvSource({"C", "POSIX", "xx_YY.UTF-8", "xx_YY.utf8", "xx_YY", "xx_YY@euro"})
    void aLocaleWithoutUtf8OrOneThatIsNotInstalledIsSeenThrough(String locale) throws Exception {
        script(clone.resolve("mvnw"), BUILDS + "[ \"$1\" = -v ] || echo \"maven=$LC_ALL\" >maven.txt\n");
        Child child = start(Map.of("LC_ALL", locale));
        assertThat(child.out()).startsWith("locale=C.UTF-8");
        assertThat(clone.resolve("maven.txt")).hasContent("maven=C.UTF-8");
        assertThat(start(Map.of("LANG", locale, "LC_ALL", "")).out()).startsWith("locale=C.UTF-8");
    }

    private static String machine() throws Exception {
        Process uname = new ProcessBuilder("uname", "-n").start();
        return new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
