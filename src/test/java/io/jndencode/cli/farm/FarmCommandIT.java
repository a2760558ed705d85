package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The command {@code farm}, and the lists of jobs that stand for it on other farms. */
class FarmCommandIT extends PlannedClip {
    @Test
    void jobListsNameAllFilesFromTheRootAndRefuseLineFeeds() {
        plan();
        Path here = Path.of("").toAbsolutePath();
        String relative = here.relativize(folder.resolve("plan.json")).toString();
        CliRun jobs = CliRun.of(
                "jobs",
                relative,
                "--source",
                CLIP.toString(),
                "--format",
                "json",
                "-o",
                "x/../some.mp4",
                "--segments",
                "./seg",
                "--program",
                "./run");
        ok(jobs);
        assertThat(jobs.out())
                .contains("\"" + here.resolve("run") + "\"", "\"" + here.resolve("seg") + "\"")
                .contains("\"" + here.resolve("x/../some.mp4") + "\"")
                .doesNotContain("./seg");
        assertThat(CliRun.of("jobs", relative, "--source", CLIP.toString(), "--program", "-x")
                        .code())
                .isEqualTo(2);
        assertThat(CliRun.of("jobs", relative, "--source", CLIP.toString(), "--parallel", "0")
                        .code())
                .isEqualTo(2);
        CliRun refused = CliRun.of(
                "jobs", relative, "--source", CLIP.toString(), "--format", "make", "-o", path("a\ntouch PWNED"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("U+000A").doesNotContain("a\ntouch");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void aFarmOfProcessesMakesTheBytesOfOneMachineOfSeveralVideosAtOnce() throws IOException {
        Path clip = Files.copy(Path.of("test-videos/sintel-phone.mp4"), folder.resolve("clip.mp4"));
        Path other = Files.copy(clip, folder.resolve("another clip.mp4"));
        Path encoded = Files.createDirectory(folder.resolve("farm"));
        ok(withKeys(clip.toString(), "--model", model, "--preset", "fast", "-o", path("one.mp4")));
        CliRun farm = withKeys(
                "farm",
                clip.toString(),
                other.toString(),
                "--model",
                model,
                "--preset",
                "fast",
                "--master",
                "processes[2]",
                "-o",
                encoded.toString());
        ok(farm);
        assertThat(farm.out().lines().sorted())
                .containsExactly(path("farm/another clip.jnd1.mp4"), path("farm/clip.jnd1.mp4"));
        assertThat(farm.err()).contains("jnd-encode: " + other + ": 2 tasks in ", clip + ": 2 tasks in ");
        assertThat(encoded.resolve("clip.jnd1.mp4")).hasSameBinaryContentAs(folder.resolve("one.mp4"));
        assertThat(encoded.resolve("another clip.jnd1.mp4")).hasSameBinaryContentAs(folder.resolve("one.mp4"));
        try (Stream<Path> files = Files.list(encoded)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.startsWith("."));
        }
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aFarmWithoutSparkSaysWhatIsMissing() {
        CliRun run = CliRun.of(
                "farm",
                CLIP.toString(),
                "--master",
                "local[2]",
                "--spark-home",
                folder.toString(),
                "-o",
                path("x.mp4"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is not a Spark installation");
    }

    @Test
    void aShotThatIsNotThereIsAWrongCommand() {
        plan();
        CliRun run = onPlan("shot", "--index", "99", "-o", path("x.segment"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("there is no shot 99: the sidecar has the shots 0 to ");
    }
}
