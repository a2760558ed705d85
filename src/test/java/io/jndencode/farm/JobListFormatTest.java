package io.jndencode.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobListFormatTest {
    @TempDir
    Path folder;

    private JobList jobs(String program) {
        JobList.Command first = new JobList.Command(List.of(program, "a b", "it's $HOME"));
        JobList.Command second = new JobList.Command(List.of(program, "second"));
        return new JobList(
                List.of(
                        new JobList.Shot(1, 90, folder.resolve("1.segment"), first),
                        new JobList.Shot(0, 30, folder.resolve("0.segment"), second)),
                new JobList.Command(List.of(program, "stitch")));
    }

    /** A program that writes down the words it was called with. */
    private Path recorder() throws IOException {
        Path program = folder.resolve("the program");
        Files.writeString(
                program,
                "#!/bin/sh\nfor word in \"$@\"; do printf '<%s>' \"$word\"; done >>'" + log() + "'\necho >>'" + log()
                        + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private Path log() {
        return folder.resolve("log");
    }

    private int run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        Process process = builder.start();
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        return process.waitFor();
    }

    @Test
    void theShellScriptRunsEveryCommandWithItsWordsWhole() throws Exception {
        Path script = Files.writeString(
                folder.resolve("jobs.sh"), JobListFormat.SH.text(jobs(recorder().toString())));
        assertThat(run("sh", script.toString())).isZero();
        assertThat(log()).hasContent("<a b><it's $HOME>\n<second>\n<stitch>");
    }

    @Test
    void theLinesAreForXargsAndParallel() throws Exception {
        Path lines = Files.writeString(
                folder.resolve("lines"),
                JobListFormat.LINES.text(jobs(recorder().toString())));
        assertThat(run("sh", "-c", "xargs -d '\\n' -n1 sh -c <" + lines)).isZero();
        assertThat(log()).hasContent("<a b><it's $HOME>\n<second>");
    }

    /** A stand-in for sbatch that runs what it is given at once, as Slurm would: every task of an array, with its number. */
    @Test
    void theSlurmScriptSubmitsAnArrayAndTheJoinBehindIt() throws Exception {
        Path sbatch = folder.resolve("sbatch");
        Files.writeString(sbatch, """
                #!/bin/sh
                tasks=
                while [ "${1#--}" != "$1" ]; do
                    case $1 in --array=0-*) tasks=$(seq 0 "${1#--array=0-}") ;; --dependency=*) echo "$1" >>deps ;; esac
                    shift
                done
                if [ -z "$tasks" ]; then sh "$@"; else for t in $tasks; do SLURM_ARRAY_TASK_ID=$t sh "$@"; done; fi
                echo "42;cluster"
                """);
        assertThat(sbatch.toFile().setExecutable(true)).isTrue();
        Path script = Files.writeString(
                folder.resolve("jobs.slurm"),
                JobListFormat.SLURM.text(jobs(recorder().toString())));
        assertThat(run("sh", script.toString())).isZero();
        assertThat(log()).hasContent("<a b><it's $HOME>\n<second>\n<stitch>");
        assertThat(folder.resolve("deps")).hasContent("--dependency=afterok:42");
    }

    @Test
    void theMakefileRunsEveryCommandBeforeTheJoin() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(run("sh", "-c", "command -v make") == 0, "make is not installed");
        Path file = Files.writeString(
                folder.resolve("jobs.mk"),
                JobListFormat.MAKE.text(jobs(recorder().toString())));
        assertThat(run("make", "-f", file.toString())).isZero();
        assertThat(Files.readAllLines(log(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("<a b><it's $HOME>", "<second>", "<stitch>")
                .endsWith("<stitch>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aKubernetesPodRunsTheShotOfItsIndex(int index) throws Exception {
        JsonNode list = JsonMapper.builder()
                .build()
                .readTree(JobListFormat.K8S.text(jobs(recorder().toString())));
        JsonNode spec = list.at("/items/0/spec");
        assertThat(spec.path("completionMode").asText()).isEqualTo("Indexed");
        assertThat(spec.path("completions").asInt()).isEqualTo(2);
        String script = spec.at("/template/spec/containers/0/command/2").asText();
        assertThat(run("sh", "-c", "JOB_COMPLETION_INDEX=" + index + "; " + script))
                .isZero();
        assertThat(log()).hasContent(index == 0 ? "<a b><it's $HOME>" : "<second>");
    }

    @Test
    void theKubernetesJoinWaitsForEverySegment() throws Exception {
        JsonNode list = JsonMapper.builder()
                .build()
                .readTree(JobListFormat.K8S.text(jobs(recorder().toString())));
        String script =
                list.at("/items/1/spec/template/spec/containers/0/command/2").asText();
        assertThat(run("timeout", "1", "sh", "-c", script)).isEqualTo(124);
        Files.createFile(folder.resolve("0.segment.json"));
        Files.createFile(folder.resolve("1.segment.json"));
        assertThat(run("timeout", "5", "sh", "-c", script)).isZero();
        assertThat(log()).hasContent("<stitch>");
    }

    @Test
    void theJsonHoldsTheWordsUnquoted() throws IOException {
        JsonNode list = JsonMapper.builder().build().readTree(JobListFormat.JSON.text(jobs("jnd-encode")));
        assertThat(list.at("/shots/0/command/2").asText()).isEqualTo("it's $HOME");
        assertThat(list.at("/shots/0/frames").asLong()).isEqualTo(90);
        assertThat(list.at("/stitch/1").asText()).isEqualTo("stitch");
    }
}
