package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.text.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Four seconds of a clip, and commands that know nothing of each other for its shots. */
abstract class PlannedClip {
    static final Path CLIP = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    @TempDir
    Path folder;

    /** Key frames a half to a whole second apart; the clip has 24 frames a second. */
    static final List<String> KEYS = List.of("--keyint", "1s", "--min-keyint", "12");

    String model;

    static CliRun withKeys(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(KEYS);
        return CliRun.of(all.toArray(String[]::new));
    }

    @BeforeEach
    void makeModel() throws IOException {
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    static void ok(CliRun run) {
        assertThat(run.code()).as(run.err()).isZero();
    }

    /** A command on the plan and its video. */
    CliRun onPlan(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, path("plan.json"), "--source", CLIP.toString()));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    /** Makes the plan; returns how many shots it has. */
    int plan() {
        ok(withKeys(
                "plan",
                CLIP.toString(),
                "--model",
                model,
                "--preset",
                "fast",
                "--duration",
                "4",
                "-o",
                path("plan.json")));
        CliRun jobs = onPlan("jobs", "--format", "lines", "--task-size", "0");
        ok(jobs);
        assertThat(jobs.out().lines()).allMatch(line -> line.endsWith(" --source " + ShellWord.of(CLIP.toString())));
        return (int) jobs.out().lines().count();
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
