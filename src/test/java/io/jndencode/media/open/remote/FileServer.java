package io.jndencode.media.open.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server on this machine that gives files, well or badly, path by path. */
public final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answerer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answerer {
        void answer(Request request) throws IOException;
    }

    public FileServer() {
        this(null);
    }

    /** Makes a server that is asked by https where it is given what secures it. */
    public FileServer(@Nullable SSLContext secured) {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (secured == null) {
                server = HttpServer.create(place, 0);
            } else {
                HttpsServer https = HttpsServer.create(place, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(secured));
                server = https;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Returns the address of a path. */
    public String address(String path) {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Says how a path is answered. */
    public FileServer on(String path, Answerer answerer) {
        answers.put(path, answerer);
        return this;
    }

    /** Gives a file at a path as good servers do; returns its address. */
    public String gives(String path, Path file) {
        on(path, request -> request.part(Files.readAllBytes(file), "\"1\""));
        return address(path);
    }

    /** Returns the requests so far: path, blank, range. */
    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
            answers.getOrDefault(path, request -> request.status(404)).answer(new Request(exchange, asked.size()));
        }
    }

    /**
     * One request.
     *
     * @param number its number among all, from 1
     */
    public record Request(HttpExchange exchange, int number) {
        /** Sets a header of the answer. */
        public Request header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        /** Answers with a status alone. */
        public void status(int status) throws IOException {
            exchange.sendResponseHeaders(status, -1);
        }

        /** Answers with the part of a file that was asked for. */
        public void part(byte[] file, String tag) throws IOException {
            part(file, tag, Integer.MAX_VALUE);
        }

        /** Does the same, but breaks off after some bytes. */
        public void part(byte[] file, String tag, int most) throws IOException {
            Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
            if (!range.matches()) {
                throw new IOException("no range was asked for");
            }
            int from = Integer.parseInt(range.group(1));
            int end = (int) Math.min(file.length, Long.parseLong(range.group(2)) + 1);
            if (!tag.isEmpty()) {
                header("ETag", tag);
            }
            header("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, file.length));
            exchange.sendResponseHeaders(206, end - from);
            OutputStream body = exchange.getResponseBody();
            body.write(file, from, Math.min(most, end - from));
            body.flush();
        }

        /** Answers with the whole file, whatever was asked for. */
        public void whole(byte[] file, boolean chunked) throws IOException {
            exchange.sendResponseHeaders(200, chunked ? 0 : file.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(file);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
