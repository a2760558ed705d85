package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.cli.SidecarSchema;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A video encoded shot by shot, by commands that know nothing of each other. */
class FarmIT extends PlannedClip {
    private void shot(int index) {
        ok(onPlan("shot", "--index", String.valueOf(index), "-o", path("shot-00000" + index + ".segment")));
    }

    @Test
    void shotsEncodedApartAndJoinedAreTheBytesOfOneMachine() throws IOException {
        int shots = plan();
        ok(onPlan("apply", "-o", path("one.mp4"), "--sidecar", path("one.json")));
        assertThat(shots).isGreaterThan(1);
        for (int i = shots - 1; i >= 0; i--) {
            shot(i);
        }
        ok(onPlan("stitch", "--segments", folder.toString(), "-o", path("farm.mp4")));
        assertThat(folder.resolve("farm.mp4")).hasSameBinaryContentAs(folder.resolve("one.mp4"));
        keyFramesAreAsFarApartAsAskedFor();
        for (String real : List.of("plan.json", "one.json", "farm.json")) {
            assertThat(SidecarSchema.problems(folder.resolve(real))).as(real).isEmpty();
        }

        aTaskOfSeveralShotsGoesOnBehindThoseThatAreMade(shots);
        aJoinThatIsDoneIsLeftAlone();
        aWholeSegmentIsLeftAloneAndADamagedOneMadeAgain();
        everySegmentThatIsMissingIsNamed(shots);
        aSegmentOfOtherSettingsIsNotJoined();
    }

    private void keyFramesAreAsFarApartAsAskedFor() throws IOException {
        List<Long> keys = StoredPackets.keyFrames(folder.resolve("farm.mp4"));
        assertThat(keys).hasSizeGreaterThan(4).startsWith(0L);
        for (int i = 1; i < keys.size(); i++) {
            assertThat(keys.get(i) - keys.get(i - 1)).isBetween(12L, 24L);
        }
    }

    /** A killed worker's shots are found again by the next attempt, and the short shots of a clip are one task. */
    private void aTaskOfSeveralShotsGoesOnBehindThoseThatAreMade(int shots) throws IOException {
        Path group = Files.createDirectory(folder.resolve("group"));
        for (String name : List.of("shot-000000.segment", "shot-000000.segment.json")) {
            Files.copy(folder.resolve(name), group.resolve(name));
        }
        CliRun jobs = onPlan("jobs", "--format", "lines", "--segments", group.toString());
        assertThat(jobs.out()).hasLineCount(1).contains("--index 0-" + (shots - 1) + " --segments " + group);
        CliRun task = onPlan("shot", "--index", "0-" + (shots - 1), "--segments", group.toString());
        ok(task);
        assertThat(task.err().lines().filter(line -> line.endsWith("was there already")))
                .hasSize(1);
        assertThat(task.out()).hasLineCount(shots);
        for (int shot = 0; shot < shots; shot++) {
            String name = "shot-00000" + shot + ".segment";
            assertThat(group.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
        assertThat(onPlan("shot", "--index", "0,1", "-o", path("x.segment")).code())
                .isEqualTo(2);
        assertThat(onPlan("shot", "--index", "0").err()).contains("give the segment's file with -o");
        assertThat(onPlan("shot", "--index", "0", "-o", path("x"), "--segments", path("y"))
                        .code())
                .isEqualTo(2);
        assertThat(onPlan("shot", "--index", "1-0", "--segments", path("y")).err())
                .contains("--index: \"1-0\"");
        assertThat(folder.resolve("y")).doesNotExist();
    }

    /** The sidecar with the results tells; an output that somebody wrote to since is not taken for it. */
    private void aJoinThatIsDoneIsLeftAlone() throws IOException {
        String[] stitch = {
            "stitch",
            path("plan.json"),
            "--source",
            CLIP.toString(),
            "--segments",
            folder.toString(),
            "-o",
            path("farm.mp4")
        };
        FileTime made = Files.getLastModifiedTime(folder.resolve("farm.mp4"));
        CliRun again = CliRun.of(stitch);
        ok(again);
        assertThat(again.out()).isEqualTo(path("farm.mp4") + System.lineSeparator());
        assertThat(again.err()).contains("exists already, joined from this plan");
        assertThat(Files.getLastModifiedTime(folder.resolve("farm.mp4"))).isEqualTo(made);

        byte[] whole = Files.readAllBytes(folder.resolve("farm.mp4"));
        Files.writeString(folder.resolve("farm.mp4"), "something of the user's");
        assertThat(CliRun.of(stitch).code()).isEqualTo(2);
        assertThat(folder.resolve("farm.mp4")).hasContent("something of the user's");
        String plan = Files.readString(folder.resolve("plan.json"));
        Files.write(folder.resolve("farm.mp4"), whole);
        Files.setLastModifiedTime(folder.resolve("farm.mp4"), made);
        Files.writeString(folder.resolve("plan.json"), plan.replaceFirst("\"qp\" ?: ?\\d+", "\"qp\": 40"));
        assertThat(CliRun.of(stitch).code()).isEqualTo(2);
        Files.writeString(folder.resolve("plan.json"), plan);
        ok(CliRun.of(stitch));
    }

    private void everySegmentThatIsMissingIsNamed(int shots) throws IOException {
        CliRun noFolder = onPlan("stitch", "--segments", path("nowhere"), "-o", path("bad.mp4"));
        assertThat(noFolder.code()).isEqualTo(3);
        assertThat(noFolder.err()).contains("there is no folder " + path("nowhere"));
        Path first = folder.resolve("shot-000000.segment");
        Path last = folder.resolve("shot-00000" + (shots - 1) + ".segment");
        for (Path segment : List.of(first, last)) {
            Files.move(segment, segment.resolveSibling("away-" + segment.getFileName()));
        }
        CliRun missing = onPlan("stitch", "--segments", folder.toString(), "-o", path("bad.mp4"));
        assertThat(missing.code()).isEqualTo(5);
        assertThat(missing.err())
                .contains("2 of " + shots + " segments are missing")
                .contains(first + ", " + last);
        for (Path segment : List.of(first, last)) {
            Files.move(segment.resolveSibling("away-" + segment.getFileName()), segment);
        }
    }

    private void aWholeSegmentIsLeftAloneAndADamagedOneMadeAgain() throws IOException {
        Path segment = folder.resolve("shot-000000.segment");
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(segment, longAgo);
        shot(0);
        assertThat(Files.getLastModifiedTime(segment)).isEqualTo(longAgo);

        byte[] whole = Files.readAllBytes(segment);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(segment, damaged);
        CliRun refused = onPlan("stitch", "--segments", folder.toString(), "-o", path("bad.mp4"));
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("shot-000000.segment is not the whole segment of shot 0");
        shot(0);
        assertThat(segment).hasBinaryContent(whole);
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    private void aSegmentOfOtherSettingsIsNotJoined() throws IOException {
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replaceFirst("\"qp\" ?: ?\\d+", "\"qp\": 40"));
        CliRun refused = CliRun.of(
                "stitch",
                plan.toString(),
                "--source",
                CLIP.toString(),
                "--segments",
                folder.toString(),
                "-o",
                path("bad.mp4"));
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("shot-000000.segment was made with other settings");
    }
}
