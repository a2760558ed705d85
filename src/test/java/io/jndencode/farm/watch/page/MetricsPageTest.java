package io.jndencode.farm.watch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.farm.watch.folder.DropFolder;
import io.jndencode.farm.watch.process.EncodeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {
    private static final String HOSTILE = "<script>alert(1)<b>\"'&\u202Efdp.mp4";

    @TempDir
    Path folder;

    private final WatchMetrics metrics = new WatchMetrics();
    private final WatchBoard board = new WatchBoard();

    private MetricsPage page(String address, String... names) {
        return new MetricsPage(
                PageAddress.parse(address, List.of(names)), folder, metrics, board, Duration.ofSeconds(30));
    }

    /** A request word for word, and the whole answer. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String asked(int port, String method, String path, String host) throws IOException {
        return raw(port, method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "GET, /metrics, 200",
        "GET, /health, 503",
        "HEAD, /metrics, 200",
        "GET, /metrics?x=1, 200",
        "GET, /metricsfoo, 404",
        "GET, /metrics/, 404",
        "GET, /favicon.ico, 404",
        "GET, /report/1, 404",
        "GET, /report/../../etc/passwd, 404",
        "GET, //etc/passwd, 404",
        "GET, /%2e%2e/x, 404",
        "POST, /metrics, 405",
        "PUT, /, 405",
        "DELETE, /nowhere, 405",
        "OPTIONS, /health, 405",
        "TRACE, /, 405"
    })
    void onlyWhatIsThereIsAnswered(String method, String path, int code) throws IOException {
        try (MetricsPage page = page("0")) {
            String answer = asked(page.port(), method, path, "localhost:" + page.port());
            assertThat(answer).startsWith("HTTP/1.1 " + code);
            assertThat(answer.contains("Allow: GET, HEAD")).isEqualTo(code == 405);
            if (method.equals("HEAD")) {
                assertThat(answer).endsWith("\r\n\r\n");
            }
        }
    }

    @Test
    void aPageOfAnotherNameIsRefused() throws IOException {
        try (MetricsPage page = page("0", "encoder.lan")) {
            int port = page.port();
            for (String mine :
                    List.of("localhost", "LOCALHOST:" + port, "127.0.0.1", "127.0.0.1:" + port, "encoder.lan:80")) {
                assertThat(asked(port, "GET", "/metrics", mine)).as(mine).startsWith("HTTP/1.1 200");
            }
            for (String other : List.of(
                    "evil.example",
                    "evil.example:" + port,
                    "localhost.evil.example",
                    "10.0.0.1",
                    "127.0.0.1.evil.example",
                    "[::ffff:10.0.0.1]",
                    "localhost:1:2",
                    "a b",
                    "0x7f.1")) {
                assertThat(asked(port, "GET", "/metrics", other)).as(other).startsWith("HTTP/1.1 403");
                assertThat(asked(port, "GET", "/", other)).as(other).startsWith("HTTP/1.1 403");
            }
            assertThat(raw(port, "GET /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void anAddressIsServedWhereItIsChosenAndNowhereElse() throws IOException {
        try (MetricsPage page = page("127.0.0.2:0")) {
            assertThatThrownBy(() -> raw(page.port(), "GET / HTTP/1.0\r\n\r\n")).isInstanceOf(IOException.class);
            try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), page.port())) {
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: 127.0.0.2\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 503");
            }
        }
        try (MetricsPage everywhere = page("0.0.0.0:0")) {
            assertThat(asked(everywhere.port(), "GET", "/", "192.0.2.7:9464")).startsWith("HTTP/1.1 200");
            assertThat(asked(everywhere.port(), "GET", "/", "evil.example")).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "70000", "1.2.3.4", "1.2.3.4:", "::1:80", "[::1]", "a:b:1", "http://x:1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> PageAddress.parse(text, List.of()).socket()).isInstanceOf(JndException.Usage.class);
    }

    @Test
    void anAddressOfSixteenBytesStandsInBrackets() {
        InetSocketAddress six = PageAddress.parse("[::1]:80", List.of()).socket();
        assertThat(six.getAddress().getAddress()).hasSize(16).endsWith(1);
        assertThat(six.getPort()).isEqualTo(80);
        assertThat(PageAddress.parse("80", List.of()).socket().getAddress().isLoopbackAddress())
                .isTrue();
    }

    /** Clients that say nothing, half a request, or take no answer. */
    @Test
    void slowClientsKeepNobodyElseWaitingAndAreHungUpOn() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (MetricsPage page = page("0")) {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(1024);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), page.port()));
                String said = List.of("", "GET /hea", "GET /metrics HTTP/1.1\r\nHost: localhost\r\n")
                        .get(i % 3);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            // One after the other, these clients would hold the page for more than three minutes.
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + "/health"))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            Socket half = slow.get(1);
            half.setSoTimeout(60_000);
            assertThat(half.getInputStream().readAllBytes()).isEmpty();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private void fill() throws IOException {
        Path report = Files.writeString(folder.resolve("r.html"), "<p>the report</p>");
        Path running = folder.resolve("running.mkv");
        board.looked(
                List.of(folder.resolve(HOSTILE), running, folder.resolve("next.mkv")),
                List.of(new DropFolder.Left(folder.resolve("notes.txt"), "is no video by its name")));
        board.waits(folder.resolve(HOSTILE), "it is open for writing by cp, process 7");
        board.ended(
                folder.resolve("a.mp4"), new EncodeProcess.Ending(0, "", 20_000_000, 15_000_000, false), 75, report);
        board.ended(folder.resolve("bad.mp4"), new EncodeProcess.Ending(3, "no <b>video</b>", 0, 0, false), 1, null);
        board.runs(running, Instant.now().minusSeconds(65), 0.425, 90);
    }

    @Test
    void theStatusPageShowsWhatThereIsAndNoNameIsMarkup() throws Exception {
        fill();
        try (MetricsPage page = page("0")) {
            String answer = asked(page.port(), "GET", "/", "localhost");
            assertThat(answer)
                    .contains("running.mkv", "42.5 %", "1:30 min to go")
                    .contains("25.0 %", "20.0 MB", "15.0 MB", "href=\"/report/1\"")
                    .contains("bad.mp4", "no &lt;b&gt;video&lt;/b&gt;")
                    .contains("&lt;script&gt;alert(1)&lt;b&gt;&quot;&#39;&amp;\uFFFDfdp.mp4")
                    .contains(
                            "open for writing by cp, process 7",
                            "next.mkv",
                            "running.mkv comes first",
                            "notes.txt",
                            "http-equiv=\"refresh\"")
                    .doesNotContain("<script", "\u202E");
            Matcher style =
                    Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(answer);
            assertThat(style.find()).isTrue();
            String hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
            assertThat(answer)
                    .containsIgnoringCase("Content-Security-Policy: default-src 'none'; style-src 'sha256-" + hash
                            + "'; base-uri 'none'")
                    .containsIgnoringCase("X-Content-Type-Options: nosniff");
            assertThat(asked(page.port(), "GET", "/report/1", "localhost"))
                    .startsWith("HTTP/1.1 200")
                    .contains("<p>the report</p>");
            assertThat(asked(page.port(), "GET", "/report/2", "localhost")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void metricsHoldNoNames() throws IOException {
        fill();
        try (MetricsPage page = page("0")) {
            assertThat(asked(page.port(), "GET", "/metrics", "localhost")).doesNotContain("mp4", "mkv", "script");
        }
    }
}
