package io.jndencode.farm.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.JndException;
import io.jndencode.cli.OwnJava;
import io.jndencode.farm.watch.folder.WatchPlaces;
import io.jndencode.farm.watch.page.PageAddress;
import io.jndencode.farm.watch.page.WatchMetrics;
import io.jndencode.farm.watch.process.WatchProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatcherIT {
    private static final Path CLIP = Path.of("test-videos/sintel-splice.mp4");
    private static final List<String> QUICK = List.of("--preset", "fast", "--duration", "0.5");

    @TempDir
    Path drop;

    private final WatchMetrics metrics = new WatchMetrics();
    private final List<Watcher.Event> events = new ArrayList<>();

    private Watcher watcher() {
        return watcher(null, false, events::add);
    }

    private Watcher watcher(@Nullable PageAddress page, boolean report, Consumer<Watcher.Event> listener) {
        Watcher.Orders orders = new Watcher.Orders(
                WatchPlaces.inside(drop),
                new WatchProgram(OwnJava.command(), QUICK, report),
                new Watcher.Times(
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofMillis(500)),
                true,
                false,
                page);
        return new Watcher(orders, metrics, listener);
    }

    @Test
    void aVideoIsEncodedAndMovedAwayAndAnythingElseIsPutAsideWithItsReason() throws IOException {
        Files.copy(CLIP, drop.resolve("clip.mp4"));
        Files.writeString(drop.resolve("letter.mp4"), "Dear editor, this is no video.");
        Files.createDirectories(drop.resolve("encoded"));
        Files.writeString(drop.resolve("encoded/clip.jnd1.mp4"), "yesterday's");

        Watcher.Tally tally = watcher().run();

        assertThat(tally).isEqualTo(new Watcher.Tally(1, 1));
        assertThat(drop.resolve("done/clip.mp4")).hasSameBinaryContentAs(CLIP);
        assertThat(drop.resolve("encoded/clip.jnd1.mp4")).hasContent("yesterday's");
        assertThat(drop.resolve("encoded/clip.jnd1.2.mp4")).isNotEmptyFile();
        assertThat(drop.resolve("encoded/clip.jnd1.2.json")).isNotEmptyFile();
        assertThat(drop.resolve("failed/letter.mp4")).exists();
        assertThat(drop.resolve("failed/letter.mp4.txt")).content().contains("letter.mp4");
        assertThat(metrics.text())
                .contains("jnd_encode_jobs_total{result=\"done\"} 1\n")
                .contains("jnd_encode_jobs_total{result=\"failed\"} 1\n")
                .containsPattern("(?m)^jnd_encode_source_bytes_total [1-9][0-9]+$");
    }

    @Test
    void metricsAreServedOnLoopback() throws IOException, InterruptedException {
        Files.writeString(drop.resolve("letter.mp4"), "no video");
        List<String> pages = new ArrayList<>();
        Watcher watcher = watcher(PageAddress.parse("0", List.of()), false, event -> {
            if (event instanceof Watcher.Event.Watching watching) {
                pages.add(read(watching.port(), "/health"));
            }
            if (event instanceof Watcher.Event.Started) {
                int port = ((Watcher.Event.Watching) events.get(0)).port();
                pages.add(read(port, "/health"));
                pages.add(read(port, "/metrics"));
                pages.add(read(port, "/"));
            }
            events.add(event);
        });
        watcher.run();
        assertThat(pages.get(0)).startsWith("503");
        assertThat(pages.get(1)).startsWith("200");
        assertThat(pages.get(2)).contains("jnd_encode_waiting_files 1\n");
        assertThat(pages.get(3)).contains("letter.mp4");
    }

    private static String read(int port, String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReportIsMadeBesideTheEncodeAndLinked() throws IOException {
        Files.copy(Path.of("test-videos/sintel-phone.mp4"), drop.resolve("clip.mp4"));
        assertThat(watcher(null, true, events::add).run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop.resolve("encoded/clip.mp4.html")).content().contains("<html");
    }

    @Test
    void aWatcherThatIsStoppedLeavesTheSourceForTheNextOne() throws Exception {
        Files.copy(CLIP, drop.resolve("clip.mp4"));
        List<RuntimeException> failures = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                watcher().run();
            } catch (JndException.Interrupted e) {
                failures.add(e);
            }
        });
        thread.start();
        while (events.size() < 2) {
            Thread.sleep(20);
        }
        assertThat(events.get(1)).isInstanceOf(Watcher.Event.Started.class);
        thread.interrupt();
        thread.join(30_000);
        assertThat(failures).hasSize(1);
        assertThat(drop.resolve("clip.mp4")).exists();

        assertThat(watcher().run()).isEqualTo(new Watcher.Tally(1, 0));
        assertThat(drop.resolve("done/clip.mp4")).exists();
    }
}
