package io.jndencode.farm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How long a watcher waits for files that are not whole yet, and for encodes that do not end. */
class WatcherPatienceTest extends WatchedDrop {
    /** Silent, half a line and then silent, or deaf to the signal: the queue goes on. */
    @Test
    void anEncodeThatGetsNowhereIsEndedAndTheQueueGoesOn() throws IOException {
        List<String> stuck =
                List.of("sleep 100", "printf '{\"type\":'; sleep 100", "trap '' TERM; while :; do sleep 1; done");
        for (int i = 0; i < stuck.size(); i++) {
            dropped(i + ".mp4", stuck.get(i));
        }
        dropped("z.mp4", StandIn.COPY);
        StandIn watcher = watcher("for word in \"$@\"; do :; done\n. \"$word\"")
                .limits(Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO);
        long begun = System.nanoTime();
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 3));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        assertThat(drop().resolve("failed/1.mp4.txt")).content().contains("no progress for 2 seconds");
        assertThat(in("done")).containsExactly("z.mp4");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void anEncodeThatGoesOnForEverIsEndedAtItsLimit() throws IOException {
        dropped("a.mp4", "x");
        String endless = "while :; do echo '{\"type\":\"progress\",\"frames\":0,\"framesEncoded\":1}'; sleep 0.1; done";
        StandIn watcher = watcher(endless).limits(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(2));
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(0, 1));
        assertThat(drop().resolve("failed/a.mp4.txt")).content().contains("not done after 2 seconds");
    }

    @Test
    void whatGrowsOnTheDiskIsProgress() throws IOException {
        dropped("a.mp4", "x");
        String silent = """
            for word in "$@"; do case $before in -o) to=$word ;; esac; before=$word; done
            for i in 1 2 3 4 5 6 7 8; do echo more >>"$to.work"; sleep 0.5; done
            """;
        StandIn watcher = watcher(silent + StandIn.COPY).limits(Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO);
        assertThat(watcher.run()).isEqualTo(new Watcher.Tally(1, 0));
    }

    @Test
    void aCopyThatPausesLongerThanFilesSettleIsWaitedForWhileItsWriterIsThere() throws Exception {
        assumeThat(Path.of("/proc/self/fdinfo"))
                .as("only Linux tells who writes to a file")
                .isDirectory();
        Path file = dropped("a.ts", "");
        StandIn watcher = watcher(StandIn.COPY).settle(50);
        CompletableFuture<Watcher.Tally> watching;
        try (OutputStream copy = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            copy.write("first half, ".getBytes(StandardCharsets.UTF_8));
            watching = CompletableFuture.supplyAsync(watcher::run);
            Thread.sleep(1000);
            assertThat(watcher.events()).noneMatch(Watcher.Event.Started.class::isInstance);
            copy.write("second half".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(watching.get()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop().resolve("encoded/a.ts.out.mp4")).hasContent("first half, second half");
    }

    @Test
    void halfAVideoIsWaitedForAndThenPutAside() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("test-videos/sintel-phone.mp4"));
        Files.createDirectories(drop());
        Path file = Files.write(drop().resolve("a.mp4"), Arrays.copyOf(whole, whole.length / 2));
        StandIn watcher =
                watcher(StandIn.COPY).settle(50).limits(Duration.ofSeconds(20), Duration.ofSeconds(9), Duration.ZERO);
        CompletableFuture<Watcher.Tally> watching = CompletableFuture.supplyAsync(watcher::run);
        Thread.sleep(500);
        assertThat(watcher.events()).noneMatch(Watcher.Event.Started.class::isInstance);
        Files.write(file, whole);
        assertThat(watching.get()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop().resolve("done/a.mp4")).hasBinaryContent(whole);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        StandIn impatient = watcher(StandIn.COPY).limits(Duration.ofMillis(200), Duration.ofSeconds(9), Duration.ZERO);
        assertThat(impatient.run()).isEqualTo(new Watcher.Tally(0, 1));
        assertThat(drop().resolve("failed/a.mp4.txt")).content().contains("it is not complete");
    }
}
