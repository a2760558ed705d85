package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the program is started, it sends nothing anywhere and writes nothing but its outputs. */
class QuietRunIT {
    private static final String SCRIPT =
            Path.of("").toAbsolutePath().resolve("jnd-encode").toString();

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private QuietChild quiet;
    private Path clip;

    @BeforeEach
    void make() throws Exception {
        quiet = QuietChild.in(folder, home);
        clip = quiet.clip(folder.resolve("grey.y4m"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void encode(List<String> program) throws Exception {
        quiet.run(program, clip.toString(), "-o", path("out.mp4"), "--progress", "none");
        assertThat(folder.resolve("out.mp4")).isNotEmptyFile();
        quiet.assertNoNetwork();
    }

    @Test
    void byTheLauncher() throws Exception {
        assertThat(Child.run(folder, Map.of(), SCRIPT, "--version").code()).isZero(); // built, its classes archived
        quiet = new QuietChild(folder, Files.createDirectory(folder.resolve("home")), quiet.temporary());
        encode(List.of(SCRIPT));
        assertThat(quiet.home()).isEmptyDirectory();
        assertThat(quiet.temporary()).isEmptyDirectory();
    }

    @Test
    void byJavaAlone() throws Exception {
        encode(quiet.java());
        quiet.assertNothingLeft();
    }

    @Test
    void byAWatchedFolder() throws Exception {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        Files.move(clip, drop.resolve("grey.y4m"));
        quiet.run(quiet.java(), "watch", drop.toString(), "--once", "--settle", "0.1", "--report");
        assertThat(drop.resolve("done/grey.y4m")).exists();
        assertThat(drop.resolve("encoded")).isNotEmptyDirectory();
        quiet.assertNoNetwork();
        quiet.assertNothingLeft();
    }

    @Test
    @Tag("long")
    void byAFarmOfProcesses() throws Exception {
        quiet.run(quiet.java(), "farm", "--master", "processes[2]", clip.toString(), "-o", path("farm.mp4"));
        assertThat(folder.resolve("farm.mp4")).isNotEmptyFile();
        quiet.assertNoNetwork();
        quiet.assertNothingLeft();
    }

    @Test
    @Tag("long")
    void byAJobList() throws Exception {
        Path program = Files.writeString(
                folder.resolve("run"),
                "#!/bin/sh\nexec "
                        + String.join(
                                " ",
                                quiet.java().stream()
                                        .map(word -> "'" + word + "'")
                                        .toList())
                        + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        quiet.run(quiet.java(), "plan", clip.toString(), "-o", path("plan.json"));
        quiet.assertNoNetwork();
        Child jobs = quiet.run(
                quiet.java(),
                "jobs",
                path("plan.json"),
                "--format",
                "sh",
                "--program",
                program.toString(),
                "-o",
                path("jobs.mp4"));
        quiet.assertNoNetwork();
        quiet.run(List.of(
                "sh", Files.writeString(folder.resolve("jobs.sh"), jobs.out()).toString()));
        assertThat(folder.resolve("jobs.mp4")).isNotEmptyFile();
        quiet.assertNoNetwork();
        quiet.assertNothingLeft();
    }

    /** Spark's own parts talk to each other, on the address they are given. */
    @Test
    void bySpark() throws Exception {
        String spark = System.getenv("SPARK_HOME");
        assumeThat(spark).as("SPARK_HOME, the folder of a Spark installation").isNotNull();
        List<String> farm = new ArrayList<>(quiet.java());
        farm.addAll(List.of("farm", "--master", "local[2]", "--spark-home", String.valueOf(spark)));
        for (String setting : List.of("spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1")) {
            farm.addAll(List.of("--spark-conf", setting));
        }
        quiet.run(farm, clip.toString(), "-o", path("farm.mp4"));
        assertThat(folder.resolve("farm.mp4")).isNotEmptyFile();
        quiet.assertLoopbackAlone();
        quiet.assertNoTelemetry();
    }
}
