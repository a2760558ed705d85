package io.jndencode.farm.watch.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jndencode.JndException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * {@code /} (the status page), {@code /metrics}, {@code /health} and {@code /report/N} over HTTP. Read-only. A slow or
 * silent client occupies one thread for a few seconds and does not delay others.
 */
public final class MetricsPage implements AutoCloseable {
    /** How long a client may take to send its request and to receive the answer. */
    private static final Map<String, String> TIMEOUTS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "60",
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.maxReqHeaders", "50",
            "jdk.httpserver.maxConnections", "500");

    private static final String REPORT = "/report/";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "watch-page");
        thread.setDaemon(true);
        return thread;
    });
    private final PageAddress address;
    private final Path folder;
    private final WatchMetrics metrics;
    private final WatchBoard board;
    private final Duration longest;

    /** An answer: its status code, its type and further headers, and the text. */
    private record Answer(int code, Map<String, String> head, String body) {
        static Answer text(int code, String text) {
            return new Answer(code, Map.of("Content-Type", PLAIN), text);
        }

        static Answer html(String page, String policy) {
            return new Answer(
                    200, Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", policy), page);
        }
    }

    /**
     * Starts serving.
     *
     * @param folder the watched folder
     * @param longest a watcher that has neither scanned the folder nor encoded for this long is unhealthy
     */
    public MetricsPage(PageAddress address, Path folder, WatchMetrics metrics, WatchBoard board, Duration longest) {
        this.address = address;
        this.folder = folder;
        this.metrics = metrics;
        this.board = board;
        this.longest = longest;
        TIMEOUTS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        try {
            server = HttpServer.create(address.socket(), 0);
        } catch (IOException e) {
            throw new JndException.Usage(
                    "cannot serve metrics on port %d of %s: %s"
                            .formatted(address.port(), address.socket().getHostString(), e.getMessage()),
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            var head = exchange.getResponseHeaders();
            Map<String, String> all = new TreeMap<>(Map.of(
                    "Cache-Control", "no-store",
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Resource-Policy", "same-origin"));
            all.putAll(answer.head());
            all.forEach(head::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("HEAD")) {
                head.set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(answer.code(), -1);
            } else {
                exchange.sendResponseHeaders(answer.code(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!address.isMeant(host, exchange.getLocalAddress().getAddress())) {
            return Answer.text(
                    403, "this server is not known by the name of the Host header; --metrics-name gives it one\n");
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            return new Answer(405, Map.of("Content-Type", PLAIN, "Allow", "GET, HEAD"), "only GET and HEAD\n");
        }
        String path = String.valueOf(exchange.getRequestURI().getPath());
        return switch (path) {
            case "/" -> status();
            case "/metrics" ->
                new Answer(200, Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"), metrics.text());
            case "/health" -> health();
            default -> report(path);
        };
    }

    private Answer status() {
        return Answer.html(StatusPage.of(folder, board.view(), Instant.now()), StatusPage.policy());
    }

    private Answer health() {
        boolean well = metrics.running() || System.currentTimeMillis() - metrics.lastLook() < longest.toMillis();
        return Answer.text(well ? 200 : 503, well ? "ok\n" : "the drop folder has not been looked at for too long\n");
    }

    /** Finds a report by its number on the board only: no path from outside is ever opened. */
    private Answer report(String path) throws IOException {
        Optional<Path> report =
                path.startsWith(REPORT) ? board.report(path.substring(REPORT.length())) : Optional.empty();
        return report.isPresent() && Files.isRegularFile(report.get())
                ? Answer.html(Files.readString(report.get()), "sandbox allow-scripts; frame-ancestors 'none'")
                : Answer.text(404, "there is nothing here: / , /metrics and /health are all\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
