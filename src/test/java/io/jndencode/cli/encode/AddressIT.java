package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.media.open.remote.Address;
import io.jndencode.media.open.remote.FileServer;
import io.jndencode.media.open.remote.RemotePath;
import io.jndencode.plan.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos read at addresses: the same results as from files, or a sentence. */
class AddressIT {
    private static final Path EXTRAS = Path.of("test-videos", "sintel-extras.mkv");
    private static final Path SMALL = Path.of("test-videos", "sintel-deep.mp4");
    private static final String SECRET = "s3cret";

    private final FileServer server = new FileServer();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    private String encode(String input, String name, String... options) {
        List<String> words =
                new ArrayList<>(List.of(input, "-o", folder.resolve(name).toString()));
        words.addAll(List.of("--preset", "fast", "--duration", "3"));
        words.addAll(List.of(options));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out() + run.err();
    }

    /** The server leads on, wants a password, fails once and breaks every answer off. */
    @Test
    void theBytesAreThoseOfTheFileAndNothingSecretIsWritten() throws IOException {
        byte[] file = Files.readAllBytes(EXTRAS);
        AtomicInteger failures = new AtomicInteger(1);
        server.on("/led/film%20one.mkv", request -> request.status(404))
                .on(
                        "/led/film one.mkv",
                        request -> request.header("Location", "/real?" + SECRET).status(302))
                .on("/real", request -> {
                    String sent = request.exchange().getRequestHeaders().getFirst("Authorization");
                    if (!"Basic bWU6czNjcmV0".equals(sent)) {
                        request.status(401);
                    } else if (failures.getAndDecrement() > 0) {
                        request.status(503);
                    } else {
                        request.part(file, "\"1\"", 400_000);
                    }
                });
        String address = server.address("/led/film one.mkv?key=" + SECRET).replace("//", "//me:" + SECRET + "@");
        String said = encode(address, "remote.mkv", "--progress", "json", "--report", folder + "/page.html");
        encode(EXTRAS.toString(), "local.mkv");
        assertThat(folder.resolve("remote.mkv")).hasSameBinaryContentAs(folder.resolve("local.mkv"));
        String shown = server.address("/led/film%20one.mkv?…");
        assertThat(said).contains(shown).doesNotContain(SECRET);
        assertThat(Files.readString(folder.resolve("remote.json")))
                .contains(shown)
                .doesNotContain(SECRET);
        assertThat(Files.readString(folder.resolve("page.html"))).doesNotContain(SECRET);
    }

    @Test
    void aPlanOfAnAddressIsAppliedToTheAddressThatIsNamedAndToNoneThatIsWritten() throws IOException {
        String address = server.gives("/film.mkv", EXTRAS);
        String plan = folder.resolve("film.json").toString();
        CliRun planned = CliRun.of("plan", address, "--preset", "fast", "--duration", "1", "-o", plan);
        assertThat(planned.code()).as(planned.err()).isZero();
        server.asked().clear();
        CliRun alone =
                CliRun.of("apply", plan, "-o", folder.resolve("alone.mkv").toString());
        assertThat(alone.code()).isEqualTo(3);
        assertThat(alone.err()).contains("say which it is with --source").hasLineCount(1);
        assertThat(server.asked()).isEmpty();
        Path there = folder.resolve("there.mkv");
        CliRun applied = CliRun.of("apply", plan, "--source", address, "-o", there.toString());
        assertThat(applied.code()).as(applied.err()).isZero();
        Files.copy(EXTRAS, folder.resolve("film.mkv"));
        Path beside = folder.resolve("beside.mkv");
        CliRun downloaded = CliRun.of("apply", plan, "-o", beside.toString());
        assertThat(downloaded.code()).as(downloaded.err()).isZero();
        assertThat(beside).hasSameBinaryContentAs(there);
        CliRun jobs = CliRun.of("jobs", plan, "--source", address);
        assertThat(jobs.code()).isEqualTo(3);
        assertThat(jobs.err()).contains("download it to a file first").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | says there is no such file (404)",
                "forbidden | does not give it to us (403): a name and a password can stand in the address",
                "failing | fails (500): try again later",
                "whole | gives no parts of it (no byte ranges), and a video is read at many places: download it",
                "chunked | gives no parts of it (no byte ranges)",
                "lengthless | does not say how long it is",
                "untagged | gives neither ETag nor Last-Modified",
                "elsewhere | gives other parts of it than it is asked for",
                "zipped | gives it compressed alone",
                "empty | it is empty (0 bytes)",
                "to-file | leads on to file:, which is not followed",
                "loop | leads on to other addresses more than 8 times",
                "slow | gave nothing for 2 s (--stall-timeout sets the time)",
                "slow-body | gave nothing for 2 s (--stall-timeout sets the time)",
                "cut-at-once | off",
                "playlist | is an HLS playlist, which names other files or addresses; at an address none of them is opened",
                "text | is not a media file FFmpeg can read"
            })
    void whatCannotBeReadIsSaidInASentence(String path, String why) throws IOException {
        byte[] file = Files.readAllBytes(SMALL);
        byte[] list = "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n#EXT-X-ENDLIST\n".getBytes(StandardCharsets.UTF_8);
        server.on("/forbidden", request -> request.status(403))
                .on("/failing", request -> request.status(500))
                .on("/whole", request -> request.whole(file, false))
                .on("/chunked", request -> request.whole(file, true))
                .on("/lengthless", request -> {
                    request.header("ETag", "\"1\"").header("Content-Range", "bytes 0-0/*");
                    request.exchange().sendResponseHeaders(206, -1);
                })
                .on("/untagged", request -> request.part(file, ""))
                .on("/elsewhere", request -> {
                    request.header("ETag", "\"1\"").header("Content-Range", "bytes 5-9/18401");
                    request.exchange().sendResponseHeaders(206, -1);
                })
                .on(
                        "/zipped",
                        request -> request.header("Content-Encoding", "gzip").part(file, "\"1\""))
                .on(
                        "/empty",
                        request -> request.header("Content-Range", "bytes */0").status(416))
                .on(
                        "/to-file",
                        request ->
                                request.header("Location", "file:///etc/passwd").status(302))
                .on("/loop", request -> request.header("Location", "/loop").status(307))
                .on("/slow", request -> sleep())
                .on("/slow-body", request -> {
                    request.part(file, "\"1\"", 1000);
                    sleep();
                })
                .on("/cut-at-once", request -> request.part(file, "\"1\"", 0))
                .on("/playlist", request -> request.part(list, "\"1\""))
                .on("/text", request -> request.part("words".getBytes(StandardCharsets.UTF_8), "\"1\""));
        String stall = path.startsWith("slow") ? "2" : "60";
        String address = server.address("/" + path);
        CliRun run = CliRun.of("shots", address, "--stall-timeout", stall, "--allow-playlists");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains(address).contains(why).hasLineCount(1);
    }

    private static void sleep() {
        try {
            Thread.sleep(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "9", "14"})
    void contentThatChangesIsRefusedNotMixed(int request) throws IOException {
        byte[] file = Files.readAllBytes(EXTRAS);
        server.on("/film.mkv", asked -> asked.part(file, asked.number() < request ? "\"1\"" : "\"2\""));
        CliRun run = CliRun.of(
                server.address("/film.mkv"), "-o", folder.resolve("film.mkv").toString(), "--preset", "fast");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err())
                .containsPattern("has changed since it was looked at first|was changed while it was being");
        assertThat(folder.resolve("film.mkv")).doesNotExist();
    }

    @Test
    void whatIsMadeOfAnAddressGoesToTheCurrentFolder() {
        RemotePath film = new RemotePath(
                Address.parse("https://host/films/..%2Fa%20b.mkv?x=1").orElseThrow(), () -> 1);
        assertThat(OutputPlace.of(film, new OutputKind(Target.JND1, "h264"), null, false)
                        .video())
                .isEqualTo(Path.of("_a b.jnd1.mkv"));
    }
}
