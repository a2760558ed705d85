package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Job lists run for real in a folder, by a program that writes down the words it was called with. */
final class JobListRun {
    /** Ends the words of a call; each ends with a zero byte, which no argument can hold. */
    private static final String END = "--end-of-call--";

    private static final long PIXELS = 1_000_000;

    private static final OptionalInt USUAL = OptionalInt.empty();

    private final Path folder;
    private final JobList jobs;

    /**
     * @param folder for scripts and the program
     * @param name of the program, and a part of the names of all files
     * @param shots how many; every tenth is a frame shorter than the one before it, the first is the shortest
     */
    JobListRun(Path folder, String name, int shots) throws IOException {
        this.folder = folder;
        Path program = folder.resolve("bin " + name);
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\0' \"$@\" " + END + " >>'" + log() + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        jobs = list(program, name, shots);
    }

    private JobList list(Path program, String name, int shots) {
        Path base = folder.resolve("media");
        JobList.Layout layout = new JobList.Layout(
                List.of(program.toString()),
                base.resolve(name + ".json"),
                base.resolve(name + ".mp4"),
                base.resolve(name),
                base.resolve(name + ".out.mp4"));
        List<Long> frames = IntStream.range(0, shots)
                .mapToObj(i -> i == 0 ? 1L : 10_000 - i / 10)
                .toList();
        return JobList.of(frames, PIXELS, layout, new TaskSize(0), USUAL);
    }

    JobList jobs() {
        return jobs;
    }

    Path log() {
        return folder.resolve("log");
    }

    /** Writes the list to a file. */
    Path write(JobListFormat format) throws IOException {
        return write(format, USUAL);
    }

    Path write(JobListFormat format, OptionalInt parallel) throws IOException {
        return Files.writeString(folder.resolve("jobs." + format), format.text(jobs, parallel));
    }

    /** What every command is to be called with, in the order of the list. */
    List<List<String>> shotWords() {
        return jobs.tasks().stream()
                .map(task -> task.command().words())
                .map(words -> words.subList(1, words.size()))
                .toList();
    }

    List<String> stitchWords() {
        List<String> words = jobs.stitch().words();
        return words.subList(1, words.size());
    }

    /** All of them: the shots, then the join. */
    List<List<String>> allWords() {
        List<List<String>> all = new ArrayList<>(shotWords());
        all.add(stitchWords());
        return all;
    }

    /** What the program was called with so far. */
    List<List<String>> called() throws IOException {
        List<List<String>> calls = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String word : Files.readString(log(), StandardCharsets.UTF_8).split("\0", -1)) {
            if (word.equals(END)) {
                calls.add(List.copyOf(words));
                words.clear();
            } else {
                words.add(word);
            }
        }
        return calls;
    }

    int run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    /** Runs a command with the folder before all others on the path; what it says goes to a file. */
    int run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().putAll(new TreeMap<>(environment));
        return builder.start().waitFor();
    }

    boolean has(String program) throws IOException, InterruptedException {
        return run("sh", "-c", "command -v " + program) == 0;
    }

    /**
     * A stand-in for Slurm: {@code sbatch} refuses arrays over the size {@code scontrol} tells, runs the tasks at once and writes down
     * how it was called.
     */
    void slurm(int maxArraySize) throws IOException {
        slurm(maxArraySize, 1);
    }

    /** As {@link #slurm(int)}, but of every array runs only each {@code step}th task, from its first: a shell reads a film's list for each. */
    void slurm(int maxArraySize, int step) throws IOException {
        executable("scontrol", "#!/bin/sh\necho 'MaxArraySize            = " + maxArraySize + "'\n");
        executable("sbatch", """
            #!/bin/sh
            echo "$@" >>sbatch.calls
            tasks=
            while [ "${1#--}" != "$1" ]; do
                case $1 in --array=0-*)
                    last=${1#--array=0-}; last=${last%%%%%%*}
                    [ "$last" -lt %d ] || { echo "Invalid job array specification" >&2; exit 1; }
                    tasks=$(seq 0 %d "$last") ;;
                esac
                shift
            done
            if [ -z "$tasks" ]; then bash "$@" >&2; else for t in $tasks; do SLURM_ARRAY_TASK_ID=$t bash "$@" >&2; done; fi
            echo "$(wc -l <sbatch.calls);cluster"
            """.formatted(maxArraySize, step));
    }

    List<String> sbatchCalls() throws IOException {
        return Files.readAllLines(folder.resolve("sbatch.calls"));
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
