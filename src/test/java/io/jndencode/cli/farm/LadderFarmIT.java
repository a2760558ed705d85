package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.OwnJava;
import io.jndencode.cli.SidecarSchema;
import io.jndencode.text.Json;
import io.jndencode.text.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ladder of four shots, with sound and subtitles, by one machine and by commands that know nothing of each other. */
class LadderFarmIT {
    private static final String CLIP =
            Path.of("test-videos", "sintel-extras.mkv").toAbsolutePath().toString();
    private static final List<String> RUNGS = List.of("h264-120p-jnd1", "h264-96p-jnd2");

    @TempDir
    static Path folder;

    private static final List<String> OPTIONS = List.of(
            "--preset",
            "fast",
            "--encoder-preset",
            "ultrafast",
            "--segment",
            "2",
            "--keyint",
            "1s",
            "--min-keyint",
            "12",
            "--rungs",
            "720p@JND1,120p@JND1,96p@JND2",
            "--workers",
            "1");

    private static CliRun run(List<String> options, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(options);
        return CliRun.of(all.toArray(String[]::new));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void ok(CliRun run) {
        assertThat(run.code()).as(run.err()).isZero();
    }

    @BeforeAll
    static void ladderOfOneMachine() {
        ok(run(OPTIONS, "ladder", CLIP, "-o", path("one")));
        CliRun planned = run(OPTIONS, "ladder", CLIP, "--plan-only", "-o", path("plan"));
        ok(planned);
        assertThat(planned.out()).isEqualTo(path("plan/plan.json") + "\n");
    }

    private static CliRun onPlan(String command, String... more) {
        return run(List.of(more), command, path("plan/plan.json"), "--source", CLIP);
    }

    private static Map<String, Integer> tree(Path root) throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void theTasksOfAJobListMakeTheFilesOfOneMachine() throws IOException {
        for (String rung : RUNGS) {
            Path sidecar = folder.resolve("plan").resolve(rung + ".json");
            assertThat(SidecarSchema.problems(sidecar)).isEmpty();
            assertThat(Json.mapper().readTree(Files.readString(sidecar)).findValues("keyDistance"))
                    .hasSize(4)
                    .allMatch(distance -> distance.asInt() >= 12 && distance.asInt() <= 24);
        }
        CliRun listed = onPlan(
                "jobs", "--format", "json", "--task-size", "1.8", "--segments", path("segments"), "-o", path("joined"));
        ok(listed);
        JsonNode jobs = Json.mapper().readTree(listed.out());
        assertThat(jobs.path("shots")).hasSize(4);
        assertThat(jobs.path("tasks").size()).isBetween(2, 3);
        assertThat(jobs.at("/tasks/0/segments"))
                .hasSize(2 * jobs.at("/tasks/0/shots").size());
        for (JsonNode task : jobs.path("tasks")) {
            missingSegmentsAreNamed();
            ok(CliRun.of(words(task.path("command"))));
            task.path("segments")
                    .forEach(file -> assertThat(Path.of(file.asText())).exists());
        }
        ok(CliRun.of(words(jobs.path("stitch"))));
        assertThat(tree(folder.resolve("joined"))).isEqualTo(tree(folder.resolve("one")));
        aSecondRunEndsWell(jobs);
        anotherPlanIsNotTakenForIt();
    }

    private static void missingSegmentsAreNamed() {
        CliRun early = onPlan("stitch", "--segments", path("segments"), "-o", path("joined"));
        assertThat(early.code()).isIn(3, 5);
        assertThat(early.err()).containsAnyOf("there is no folder", "missing");
        assertThat(folder.resolve("joined")).doesNotExist();
    }

    private static void aSecondRunEndsWell(JsonNode jobs) {
        for (JsonNode task : jobs.path("tasks")) {
            CliRun again = CliRun.of(words(task.path("command")));
            ok(again);
            assertThat(again.err().lines().filter(line -> line.contains("jnd-encode: shot ")))
                    .allMatch(line -> line.endsWith("was there already"))
                    .hasSize(2 * task.path("shots").size());
        }
        CliRun joined = CliRun.of(words(jobs.path("stitch")));
        ok(joined);
        assertThat(joined.err()).contains("exists already, made of this plan");
    }

    private static void anotherPlanIsNotTakenForIt() throws IOException {
        Path sidecar = folder.resolve("plan").resolve(RUNGS.get(1) + ".json");
        String text = Files.readString(sidecar);
        Files.writeString(sidecar, text.replaceFirst("\"qp\" ?: ?\\d+", "\"qp\": 40"));
        CliRun other = onPlan("stitch", "--segments", path("segments"), "-o", path("joined"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("is not the ladder of");
        CliRun mixed = onPlan("stitch", "--segments", path("segments"), "-o", path("mixed"));
        assertThat(mixed.code()).isEqualTo(5);
        assertThat(mixed.err()).contains(RUNGS.get(1), "was made with other settings");
        Files.writeString(sidecar, text);
    }

    private static String[] words(JsonNode command) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    @Test
    void aFarmMakesThemTooAndAKilledWorkerCostsOneAttemptWhateverItWasDoing() throws IOException {
        Path program = folder.resolve("program");
        String own = OwnJava.command().stream().map(ShellWord::of).collect(Collectors.joining(" "));
        Files.writeString(
                program,
                "#!/bin/sh\nif mkdir " + ShellWord.of(path("killed")) + "-$1 2>/dev/null; then kill -9 $$; fi\nexec "
                        + own + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        CliRun farm = run(
                OPTIONS.subList(0, OPTIONS.size() - 2),
                "farm",
                CLIP,
                "--master",
                "processes[1]",
                "--range",
                "3",
                "--program",
                program.toString(),
                "-o",
                path("farmed here"));
        ok(farm);
        assertThat(farm.out()).isEqualTo(path("farmed here") + "\n");
        assertThat(farm.err()).contains("2 parts looked at", ", 2 attempts lost", ", 1 attempts lost");
        assertThat(tree(folder.resolve("farmed here"))).isEqualTo(tree(folder.resolve("one")));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void wrongUsesOfAPlanAreToldBeforeAnyWork() throws IOException {
        assertThat(onPlan("jobs").err()).contains("give the folder to create with -o");
        assertThat(onPlan("shot", "--index", "0", "-o", path("x")).err()).contains("--segments");
        assertThat(onPlan("shot", "--index", "4", "--segments", path("x")).err())
                .contains("there is no shot 4");
        assertThat(onPlan("stitch", "--segments", path("plan"), "-y", "-o", path("x"))
                        .code())
                .isEqualTo(2);
        Path broken = Files.createDirectory(folder.resolve("broken"));
        String text = Files.readString(folder.resolve("plan/plan.json"));
        for (String bad : List.of(
                text.replace("96p@JND2", "../96p@JND2"),
                text.replace("ladder-plan/1", "ladder-plan/9"),
                text.replace("\"segment\" : 2.0", "\"segment\" : 0"),
                text.replace("\"rung\" : \"x264:96p@JND2\"", "\"rung\" : null"),
                text.substring(0, text.length() / 2))) {
            Files.writeString(broken.resolve("plan.json"), bad);
            CliRun refused = run(List.of("--source", CLIP), "jobs", broken + "/plan.json", "-o", path("x"));
            assertThat(refused.code()).as(bad).isEqualTo(2);
            assertThat(refused.err()).doesNotContain("Exception");
        }
        assertThat(run(OPTIONS, "ladder", CLIP, "--plan-only", "-o", path("plan"))
                        .code())
                .isEqualTo(2);
        assertThat(run(OPTIONS.subList(0, OPTIONS.indexOf("--workers")), "farm", CLIP, "--master", "processes[1]")
                        .code())
                .isEqualTo(2);
    }
}
