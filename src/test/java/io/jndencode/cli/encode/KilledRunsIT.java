package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.cli.OwnJava;
import io.jndencode.cli.SmallClips;
import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs killed by SIGKILL again and again, each going on from where the last one died, until they come to their end: the files must be
 * those of a run nobody disturbed. {@code src/bench/kills.sh} does the same for longer.
 */
class KilledRunsIT {
    /** Of an undisturbed run: one that goes on from an earlier one is shorter. */
    private static final double LONGEST = 0.6;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private final List<String> log = new ArrayList<>();
    private String clip;
    private String model;
    private Path work;
    private Path output;
    private Path sidecar;

    /** When a run dies. */
    private interface Moment {
        /** Waits until then; false where the run ended before. */
        boolean await(Process run) throws Exception;
    }

    private Process start() throws IOException {
        return start("--x264-preset", "ultrafast", "--duration", "6");
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(OwnJava.command("-Xmx512m"));
        command.addAll(List.of(clip, "--model", model, "-o", output.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("--progress", "json", "--workers", "2"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
    }

    /** So long after the first sign of work. */
    private Moment after(long nanos) {
        return run -> {
            boolean begun = appears(folder.resolve("run.log"), run, 1);
            return begun && !run.waitFor(nanos, TimeUnit.NANOSECONDS);
        };
    }

    private static boolean appears(Path file, Process run, long bytes) throws Exception {
        return comes(() -> Files.exists(file) && Files.size(file) >= bytes, run, file);
    }

    /** Waits for a sign; false where the run came to its end before. */
    private static boolean comes(Callable<Boolean> sign, Process run, Object what) throws Exception {
        long until = System.nanoTime() + PATIENCE;
        while (run.isAlive()) {
            if (sign.call()) {
                return true;
            }
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(until);
            LockSupport.parkNanos(200_000);
        }
        return false;
    }

    /** Kills a run at a moment; false where it came to its end before. */
    private boolean killed(Moment moment, String... options) throws Exception {
        Process run = start(options);
        boolean killed = moment.await(run);
        run.destroyForcibly();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(folder.resolve("run.log"));
        if (killed) {
            log.add("killed, " + count(said, "\"reused\":true") + " shots taken over");
            return true;
        }
        if (said.contains("exists already")) {
            // The last one died when all was done and its journal removed.
            assertThat(work.resolve(".jnd-encode-out.mp4")).doesNotExist();
            return false;
        }
        assertThat(run.exitValue()).as(said).isZero();
        log.add("done, " + count(said, "\"reused\":true") + " shots taken over");
        return false;
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private void assertSame(Path undisturbed) throws IOException {
        assertThat(Files.mismatch(output, undisturbed.resolve("out.mp4")))
                .as("first differing byte of the output after " + log)
                .isEqualTo(-1);
        assertThat(timeless(sidecar)).as(log.toString()).isEqualTo(timeless(undisturbed.resolve("out.json")));
        assertThat(leftIn(work)).containsExactlyInAnyOrder("out.mp4", "out.json");
    }

    private static List<String> leftIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String timeless(Path sidecar) throws IOException {
        return Files.readString(sidecar).replaceAll("\"(analysis|encode)Seconds\": [0-9.]+", "");
    }

    @BeforeEach
    void makeFolder() throws IOException {
        clip = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath().toString();
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
        work = Files.createDirectory(folder.resolve("work"));
        output = work.resolve("out.mp4");
        sidecar = work.resolve("out.json");
    }

    @Test
    void aFewKillsChangeNothing() throws Exception {
        clip = SmallClips.splice(folder.resolve("clip.mp4")).toString();
        killsChangeNothing(4);
    }

    @Test
    @Tag("long")
    void twentyKillsChangeNothing() throws Exception {
        killsChangeNothing(20);
    }

    /** Three of them while the output and the sidecar come into being, the others at any moment. */
    private void killsChangeNothing(int wanted) throws Exception {
        long[] begun = new long[1];
        assertThat(killed(run -> {
                    boolean working = appears(folder.resolve("run.log"), run, 1);
                    begun[0] = System.nanoTime();
                    run.waitFor(60, TimeUnit.SECONDS);
                    return !working;
                }))
                .isFalse();
        long duration = System.nanoTime() - begun[0];
        Path undisturbed = Files.createDirectory(folder.resolve("undisturbed"));
        moveResult(undisturbed);
        List<Moment> named = new ArrayList<>(List.of(
                run -> appears(work.resolve(".jnd-encode-out.mp4").resolve("output.partial.mp4"), run, 0),
                run -> appears(output, run, 0),
                run -> appears(sidecar, run, 0)));
        int kills = 0;
        while (kills < wanted) {
            boolean special = !named.isEmpty() && (wanted - kills <= named.size() || random.nextInt(4) == 0);
            Moment moment = special ? named.remove(0) : after((long) (random.nextDouble() * duration * LONGEST));
            if (killed(moment)) {
                kills++;
            } else {
                assertSame(undisturbed);
                moveResult(Files.createTempDirectory(folder, "done"));
            }
        }
        if (killed(run -> !run.waitFor(60, TimeUnit.SECONDS))) {
            throw new AssertionError("does not end: " + log);
        }
        assertSame(undisturbed);
        assertThat(log).as("runs that took over shots").anyMatch(line -> !line.contains(" 0 shots"));
    }

    /** Killed behind the first shot, and taken up by a run with another number of workers. */
    @ParameterizedTest
    @CsvSource({"x265, ultrafast", "svt-av1, 12"})
    void aKillChangesNothingWithOtherEncoders(String encoder, String preset) throws Exception {
        String[] options = {"--encoder", encoder, "--encoder-preset", preset, "--scale", "180"};
        Path said = folder.resolve("run.log");
        Moment firstShot =
                run -> comes(() -> Files.readString(said).contains("\"reused\":false"), run, "the first shot");
        int runs = 0;
        while (!killed(firstShot, options) || Files.exists(output)) { // on a busy machine this thread may come too late
            assertThat(++runs).as(log.toString()).isLessThan(10);
            Files.deleteIfExists(output);
            Files.deleteIfExists(sidecar);
        }
        CliRun again = inProcess(output, "1", options);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("\"reused\":true");
        Path undisturbed = Files.createDirectory(folder.resolve("undisturbed"));
        assertThat(inProcess(undisturbed.resolve("out.mp4"), "4", options).code())
                .isZero();
        assertSame(undisturbed);
    }

    private CliRun inProcess(Path to, String workers, String... options) {
        List<String> words = new ArrayList<>(List.of(clip, "--model", model, "-o", to.toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("--progress", "json", "--workers", workers));
        return CliRun.of(words.toArray(String[]::new));
    }

    /** Two processes: within one the system's lock of a file does not count. */
    @Test
    void aSecondRunForTheOutputIsRefusedAndDisturbsNothing() throws Exception {
        Process first = start();
        Path journal = work.resolve(".jnd-encode-out.mp4/journal.ndjson");
        assertThat(appears(journal, first, 1)).as("the first run is at work").isTrue();
        signal("STOP", first);
        Path log = Files.move(folder.resolve("run.log"), folder.resolve("first.log"));
        Process second = start();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("run.log")))
                .contains("another jnd-encode (process " + first.pid() + ") is writing " + output);
        assertThat(second.exitValue()).isEqualTo(5);
        signal("CONT", first);
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).as(Files.readString(log)).isZero();
        assertThat(leftIn(work)).containsExactlyInAnyOrder("out.mp4", "out.json");
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void moveResult(Path to) throws IOException {
        Files.move(output, to.resolve("out.mp4"));
        Files.move(sidecar, to.resolve("out.json"));
    }
}
