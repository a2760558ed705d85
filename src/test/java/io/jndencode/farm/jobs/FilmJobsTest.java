package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.farm.spark.RemoteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of 3,000 shots in every format, within what the systems take. */
class FilmJobsTest {
    private static final int SHOTS = 3000;

    /** Linux' MAX_ARG_STRLEN. */
    private static final int MOST_BYTES_OF_AN_ARGUMENT = 128 * 1024;

    /** What {@code kubectl apply} can note down of an object it applied. */
    private static final int MOST_BYTES_OF_AN_OBJECT = 256 * 1024;

    @TempDir
    Path folder;

    private JobListRun run;

    @BeforeEach
    void makeJobs() throws IOException {
        run = new JobListRun(folder, "film", SHOTS);
    }

    private static JsonNode tree(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(file.toFile());
    }

    @Test
    void theShellRunsThemAll() throws Exception {
        assertThat(run.run("sh", run.write(JobListFormat.SH).toString())).isZero();
        assertThat(run.called()).isEqualTo(run.allWords());
    }

    @Test
    void linesJsonAndSparkHoldThemAll() throws IOException {
        List<List<String>> words =
                run.jobs().tasks().stream().map(task -> task.command().words()).toList();
        assertThat(Files.readAllLines(run.write(JobListFormat.LINES)))
                .hasSize(SHOTS)
                .doesNotHaveDuplicates();
        assertThat(Files.readAllLines(run.write(JobListFormat.SPARK)))
                .map(line -> RemoteCommand.parse(line.substring(5)).words())
                .isEqualTo(words);
        assertThat(tree(run.write(JobListFormat.JSON)).path("shots")).hasSize(SHOTS);
    }

    @Test
    void makeKnowsThemAll() throws Exception {
        assumeThat(run.has("make")).as("make is not installed").isTrue();
        assertThat(run.run("make", "-n", "-f", run.write(JobListFormat.MAKE).toString()))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("said"))).hasSize(SHOTS + 1);
    }

    @Test
    void slurmGetsArraysNoLargerThanItTakes() throws Exception {
        int step = 125;
        run.slurm(1001, step);
        Path script = run.write(JobListFormat.SLURM);
        assertThat(Files.size(script)).isLessThan(4 << 20);
        assertThat(run.run("sh", script.toString())).isZero();
        List<List<String>> words = new ArrayList<>();
        for (int start = 0; start < SHOTS; start += 1001) {
            for (int i = start; i < Math.min(start + 1001, SHOTS); i += step) {
                words.add(run.shotWords().get(i));
            }
        }
        words.add(run.stitchWords());
        assertThat(run.called()).isEqualTo(words);
        assertThat(run.sbatchCalls())
                .containsExactly(
                        "--parsable --array=0-1000 " + script + " shots 0",
                        "--parsable --array=0-1000 " + script + " shots 1001",
                        "--parsable --array=0-997 " + script + " shots 2002",
                        "--parsable --kill-on-invalid-dep=yes --dependency=afterok:1:2:3 " + script + " stitch");
    }

    @Test
    void slurmKeepsTheLimitOfShotsAtOnceAcrossArrays() throws Exception {
        JobListRun few = new JobListRun(folder, "film", 5);
        few.slurm(2);
        Path script = few.write(JobListFormat.SLURM, OptionalInt.of(2));
        assertThat(few.run("sh", script.toString())).isZero();
        assertThat(few.called()).isEqualTo(few.allWords());
        assertThat(few.sbatchCalls())
                .containsExactly(
                        "--parsable --array=0-1%2 " + script + " shots 0",
                        "--parsable --array=0-1%2 --dependency=afterany:1 " + script + " shots 2",
                        "--parsable --array=0-0%2 --dependency=afterany:2 " + script + " shots 4",
                        "--parsable --kill-on-invalid-dep=yes --dependency=afterok:1:2:3 " + script + " stitch");
    }

    @Test
    void slurmIsNotSentAnArrayAfterOneItRefused() throws Exception {
        run.slurm(1001);
        Files.writeString(folder.resolve("scontrol"), "#!/bin/sh\necho 'MaxArraySize = 5000'\n");
        assertThat(run.run("sh", run.write(JobListFormat.SLURM).toString())).isNotZero();
        assertThat(run.sbatchCalls()).hasSize(1);
    }

    @Test
    void aKubernetesJobTakesThemInArgumentsThatLinuxTakes() throws Exception {
        JsonNode list = tree(run.write(JobListFormat.K8S));
        assertThat(list.path("items")).hasSize(2);
        JsonNode shots = list.at("/items/0");
        assertThat(shots.at("/spec/completions").asInt()).isEqualTo(SHOTS);
        assertThat(shots.at("/spec/parallelism").asInt()).isEqualTo(16);
        JsonNode container = shots.at("/spec/template/spec/containers/0");
        assertThat(container.path("workingDir").asText())
                .isEqualTo(folder.resolve("media").toString());
        assertThat(container.at("/volumeMounts/0/mountPath").asText())
                .isEqualTo(folder.resolve("media").toString());
        assertThat(container.at("/resources/requests").propertyStream()).hasSize(2);
        assertWithinLimits(list);
        for (int index : List.of(0, 1, 999, 1000, 1500, SHOTS - 1)) {
            Files.deleteIfExists(run.log());
            Map<String, String> environment = Map.of("JOB_COMPLETION_INDEX", String.valueOf(index));
            assertThat(run.run(environment, Kubelet.command(shots, environment)))
                    .isZero();
            assertThat(run.called()).containsExactly(run.shotWords().get(index));
        }
    }

    private static void assertWithinLimits(JsonNode list) {
        for (JsonNode item : list.path("items")) {
            assertThat(item.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES_OF_AN_OBJECT);
            for (String word : Kubelet.command(item, Map.of())) {
                assertThat(word.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES_OF_AN_ARGUMENT);
            }
        }
    }

    @Test
    void moreShotsThanAnArgumentHoldsGetSeveralJobs() throws IOException {
        JobListRun film = new JobListRun(folder, "film", 31_000);
        JsonNode list = tree(film.write(JobListFormat.K8S, OptionalInt.of(3)));
        assertThat(list.path("items")).hasSize(5);
        assertThat(StreamSupport.stream(list.path("items").spliterator(), false)
                        .mapToInt(item -> item.at("/spec/completions").asInt()))
                .containsExactly(8_000, 8_000, 8_000, 7_000, 1);
        for (JsonNode word : list.at("/items/0/spec/template/spec/containers/0/command")) {
            assertThat(word.asText()).hasSizeLessThan(MOST_BYTES_OF_AN_ARGUMENT);
        }
    }

    @Test
    void podsOfFilesWithoutACommonFolderAreRefused() {
        JobList.Layout apart = new JobList.Layout(
                List.of("jnd-encode"), Path.of("/a/p.json"), Path.of("/b/v.mp4"), Path.of("/a/s"), Path.of("/a/o.mp4"));
        JobList jobs = JobList.of(List.of(1L), 1, apart, new TaskSize(0), OptionalInt.empty());
        assertThatThrownBy(() -> JobListFormat.K8S.text(jobs, OptionalInt.empty()))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("/b/v.mp4")
                .hasMessageContaining("no folder in common");
    }

    /** Kubernetes' own client reads the Jobs as its types and writes them again: nothing of them is lost or refused. */
    @Test
    void kubectlReadsEveryFieldOfTheJobs() throws Exception {
        assumeThat(run.has("kubectl")).as("kubectl is not installed").isTrue();
        Path file = run.write(JobListFormat.K8S);
        assertThat(run.run(
                        "sh",
                        "-c",
                        "kubectl label --local -f " + file + " a=b -o json >labelled && kubectl set image --local -f "
                                + file + " jnd-encode=registry/jnd:1 -o json >imaged"))
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        String imaged = Files.readString(folder.resolve("imaged"));
        for (JsonNode item : tree(file).path("items")) {
            assertThat(imaged).contains(item.at("/metadata/name").asText());
        }
        for (String field : List.of(
                "completionMode",
                "parallelism",
                "backoffLimit",
                "automountServiceAccountToken",
                "workingDir",
                "mountPath",
                "claimName",
                "\"memory\": \"4Gi\"",
                "registry/jnd:1")) {
            assertThat(imaged).contains(field);
        }
    }
}
