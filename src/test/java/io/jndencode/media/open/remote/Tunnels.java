package io.jndencode.media.open.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy on this machine whose tunnels all end at one port, for who knows its name and password. */
public final class Tunnels implements AutoCloseable {
    private final ServerSocket socket;
    private final int target;
    private final String wanted;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param user name, colon, password */
    public Tunnels(int target, String user) throws IOException {
        this.target = target;
        this.wanted = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Returns the first line of each request. */
    public List<String> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            asked.add(head.lines().findFirst().orElse(""));
            boolean known = head.lines().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + wanted));
            String answer = known
                    ? "HTTP/1.1 200 OK\r\n\r\n"
                    : "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            if (known) {
                threads.execute(() -> pipe(in, server));
                server.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException e) {
            // one side is gone
        }
    }

    private static void pipe(InputStream in, Socket to) {
        try {
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int sign = in.read();
            if (sign < 0) {
                break;
            }
            head.write(sign);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
