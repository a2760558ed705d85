package io.jndencode.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder served to a real browser, where there is one: {@code chromium} on the PATH, or named by the variable CHROMIUM. What a script put
 * into the page sends to the address {@code said} is the result.
 */
final class PlayedPage {
    private static final int PATIENCE = 60;

    private PlayedPage() {}

    private static Path browser() {
        String named = System.getenv("CHROMIUM");
        return named != null
                ? Path.of(named)
                : Stream.of(System.getenv("PATH").split(":"))
                        .map(place -> Path.of(place, "chromium"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of("no chromium here"));
    }

    /** Opens a page of the folder with a script added to it, and returns what the script sends. */
    static String says(Path folder, String page, String script, Path work)
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        assumeThat(browser()).as("a Chromium to play with").exists();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        String html = Files.readString(folder.resolve(page))
                .replace(
                        "script-src ",
                        "script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "' ")
                .replace("</body>", "<script>" + script + "</script></body>");
        BlockingQueue<String> said = new ArrayBlockingQueue<>(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, folder, page, html, said));
        server.start();
        Process process = new ProcessBuilder(List.of(
                        browser().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--mute-audio",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--autoplay-policy=no-user-gesture-required",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + work.resolve("profile"),
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("browser.log").toFile())
                .start();
        try {
            String answer = said.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(answer).as("what the page says").isNotNull();
            return answer;
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, Path folder, String page, String html, BlockingQueue<String> said)
            throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        byte[] body = new byte[0];
        int code = 200;
        if (name.equals("said")) {
            said.offer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        } else if (name.equals(page)) {
            body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
        } else if (Files.isRegularFile(folder.resolve(name))) {
            body = Files.readAllBytes(folder.resolve(name));
        } else {
            code = 404;
        }
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
