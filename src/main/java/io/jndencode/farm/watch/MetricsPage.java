package io.jndencode.farm.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jndencode.JndException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code /metrics} and {@code /health} over HTTP, on loopback alone: whoever wants them elsewhere puts a proxy before it. */
final class MetricsPage implements AutoCloseable {
    private final HttpServer server;
    private final WatchMetrics metrics;
    private final Duration longest;

    /**
     * Serves from now on.
     *
     * @param port 0 takes a free one
     * @param longest a watcher that has neither looked nor encoded for so long is not healthy
     */
    MetricsPage(int port, WatchMetrics metrics, Duration longest) {
        this.metrics = metrics;
        this.longest = longest;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new JndException.Usage("cannot serve metrics on port " + port + ": " + e.getMessage(), e);
        }
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.text()));
        server.createContext("/health", this::health);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void health(HttpExchange exchange) throws IOException {
        boolean well = metrics.running() || System.currentTimeMillis() - metrics.lastLook() < longest.toMillis();
        answer(exchange, well ? 200 : 503, well ? "ok\n" : "the drop folder has not been looked at for too long\n");
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
