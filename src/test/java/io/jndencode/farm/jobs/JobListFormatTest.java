package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jndencode.farm.spark.RemoteCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format run by what it is for, with names that mean something to it: each command gets its words, and nothing else happens. */
class JobListFormatTest {
    @TempDir
    Path folder;

    private static final String PWNED = "touch PWNED";

    private JobListRun hostile(String name) throws IOException {
        return new JobListRun(folder, name, 3);
    }

    private void nothingElseRan() {
        assertThat(folder.resolve("PWNED")).doesNotExist();
        assertThat(folder.resolve("media/PWNED")).doesNotExist();
    }

    /** Names for which shells, make, Slurm, the kubelet, YAML or the formats themselves could have a meaning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "film",
                "it's a \"film\"",
                "a  b ",
                "-rf",
                "$HOME",
                "$(" + PWNED + ")",
                "`" + PWNED + "`",
                "$$(" + PWNED + ")",
                "$$$(HOME)$$$$",
                "$(HOME)",
                "$(shell " + PWNED + ")",
                "'; " + PWNED + "; '",
                "\\'; " + PWNED + " #",
                "a#b: c",
                "# @STITCH@ %1$s %s %%n",
                "%A_%a %j",
                "{{}} {} {1} {= " + PWNED + " =}",
                "end\\",
                "\\n\\t\\x41",
                "tab\there",
                "& " + PWNED + " &",
                "| " + PWNED,
                "> PWNED",
                "* ? [a-z] ~ !",
                "yes: [no, \"no\"] & *x !!str",
                "100% äöü 映画 \uD83C\uDFAC \u2028",
                "a=b"
            })
    void everyFormatRunsEveryCommandWithItsWordsWhole(String name) throws Exception {
        JobListRun run = hostile(name);
        Files.createDirectories(folder.resolve("media"));

        assertThat(run.run("sh", run.write(JobListFormat.SH).toString())).isZero();
        assertThat(run.called()).isEqualTo(run.allWords());
        lines(run);
        slurm(run);
        make(run);
        kubernetes(run);
        assertThat(json(run))
                .isEqualTo(run.jobs().tasks().stream()
                        .map(task -> task.command().words())
                        .toList());
        assertThat(Files.readAllLines(run.write(JobListFormat.SPARK)))
                .map(line ->
                        RemoteCommand.parse(line.substring("task ".length())).words())
                .isEqualTo(json(run));
        nothingElseRan();
    }

    private void lines(JobListRun run) throws Exception {
        Path lines = run.write(JobListFormat.LINES);
        Files.delete(run.log());
        assertThat(run.run("sh", "-c", "xargs -d '\\n' -n1 sh -c <jobs.LINES")).isZero();
        assertThat(run.called()).isEqualTo(run.shotWords());
        if (run.has("parallel")) {
            Files.delete(run.log());
            assertThat(run.run("sh", "-c", "PARALLEL_SHELL=/bin/sh parallel -j 1 <" + lines.getFileName()))
                    .isZero();
            assertThat(run.called()).isEqualTo(run.shotWords());
        }
    }

    private void slurm(JobListRun run) throws Exception {
        run.slurm(1001);
        Path script = run.write(JobListFormat.SLURM);
        Files.delete(run.log());
        assertThat(run.run("sh", script.toString())).isZero();
        assertThat(run.called()).isEqualTo(run.allWords());
        Files.delete(run.log());
        assertThat(run.run(Map.of("SLURM_ARRAY_TASK_ID", "2"), "bash", script.toString()))
                .isZero();
        assertThat(run.called()).containsExactly(run.shotWords().get(2));
    }

    private void make(JobListRun run) throws Exception {
        if (!run.has("make")) {
            return;
        }
        Path file = run.write(JobListFormat.MAKE);
        Files.delete(run.log());
        assertThat(run.run("make", "-n", "-f", file.toString())).isZero();
        assertThat(run.log()).doesNotExist();
        assertThat(run.run("make", "-f", file.toString())).isZero();
        assertThat(run.called())
                .containsExactlyInAnyOrderElementsOf(run.allWords())
                .endsWith(run.stitchWords());
    }

    private void kubernetes(JobListRun run) throws Exception {
        Map<String, String> environment = Map.of("HOME", "/expanded", PWNED, "expanded", "JOB_COMPLETION_INDEX", "1");
        JsonNode list = new YAMLMapper().readTree(Files.readString(run.write(JobListFormat.K8S)));
        assertThat(list)
                .isEqualTo(JsonMapper.builder()
                        .build()
                        .readTree(folder.resolve("jobs.K8S").toFile()));
        Files.delete(run.log());
        assertThat(run.run(environment, Kubelet.command(list.at("/items/0"), environment)))
                .isZero();
        assertThat(run.called()).containsExactly(run.shotWords().get(1));
        JsonNode join = list.at("/items/1");
        List<String> wait = new ArrayList<>(List.of("timeout", "0.3"));
        wait.addAll(List.of(Kubelet.command(join, environment)));
        assertThat(run.run(environment, wait.toArray(String[]::new))).isEqualTo(124);
        for (int shot = 0; shot < run.jobs().frames().size(); shot++) {
            for (Path segment : run.jobs().layout().segments(shot)) {
                Files.createDirectories(segment.getParent());
                Files.createFile(segment.resolveSibling(segment.getFileName() + ".json"));
            }
        }
        assertThat(run.run(environment, Kubelet.command(join, environment))).isZero();
        assertThat(run.called()).containsExactly(run.shotWords().get(1), run.stitchWords());
    }

    private List<List<String>> json(JobListRun run) throws IOException {
        JsonNode list = JsonMapper.builder()
                .build()
                .readTree(run.write(JobListFormat.JSON).toFile());
        List<List<String>> commands = new ArrayList<>();
        for (JsonNode shot : list.path("shots")) {
            List<String> words = new ArrayList<>();
            shot.path("command").forEach(word -> words.add(word.asText()));
            commands.add(words);
        }
        return commands;
    }

    @Test
    void theJsonSaysHowLongAShotIs() throws IOException {
        JobListRun run = hostile("film");
        JsonNode list = JsonMapper.builder()
                .build()
                .readTree(run.write(JobListFormat.JSON).toFile());
        assertThat(list.at("/shots/0/frames").asLong()).isEqualTo(10_000);
        assertThat(list.at("/shots/2/index").asInt()).isZero();
        assertThat(list.at("/stitch/1").asText()).isEqualTo("stitch");
    }

    @Test
    void aSlurmScriptFromAPipeSaysThatItMustBeAFile() throws Exception {
        JobListRun run = hostile("film");
        run.slurm(1001);
        run.write(JobListFormat.SLURM);
        assertThat(run.run("sh", "-c", "sh <jobs.SLURM")).isEqualTo(2);
        assertThat(folder.resolve("said")).content().contains("save this script to a file");
        assertThat(folder.resolve("sbatch.calls")).doesNotExist();
    }
}
