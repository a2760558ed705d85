package io.jndencode.media.open.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer. Certificates are verified as Java does, with the authorities it trusts. Ends when nothing has come for too
 * long, or when the thread is interrupted.
 *
 * @param address what the user named
 * @param stallSeconds longest time without a byte
 */
record Exchange(Address address, DoubleSupplier stallSeconds) {
    private static final int LOOK_MILLIS = 200;

    private static final ProxyVariables PROXIES = new ProxyVariables(System.getenv());

    /** Made when an address is read first; a run without one opens no connection and starts no thread. */
    private static final class Client {
        /** Java keeps name and password from a proxy that is asked for a tunnel, unless this says otherwise before the first one. */
        private static final String KEPT_BACK = "jdk.http.auth.tunneling.disabledSchemes";

        static {
            if (System.getProperty(KEPT_BACK) == null) {
                System.setProperty(KEPT_BACK, "");
            }
        }

        /** HTTP/1.1: what is not wanted any more ends with its connection, and old servers are not asked to change protocols. */
        static final HttpClient ONE = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(PROXIES)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** Asks for the bytes from one position to before another; the answer's body has no more than these. */
    HttpResponse<byte[]> send(URI at, long from, long to) throws IOException {
        HttpClient client = Client.ONE; // before anything else of it: the first class reads Java's properties
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .header("Range", "bytes=" + from + "-" + (to - 1))
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "jnd-encode");
        address.authorizationFor(at).ifPresent(value -> request.header("Authorization", value));
        Optional<ProxyVariables.Server> proxy = PROXIES.of(at);
        proxy.map(ProxyVariables.Server::authorization)
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        AtomicLong arrived = new AtomicLong();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request.build(),
                head -> new PartBody(
                        wanted(head.statusCode(), head.headers(), from, to) ? (int) (to - from) : 0, arrived));
        try {
            HttpResponse<byte[]> given = await(answer, arrived);
            if (given.statusCode() == 407) {
                throw new RefusedException("the proxy wants a name and a password (407): they can stand in the variable"
                        + " that names it, as in https_proxy=http://NAME:PASSWORD@HOST:PORT");
            }
            return given;
        } catch (ExecutionException e) {
            throw reason(at, proxy, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean wanted(int status, HttpHeaders headers, long from, long to) {
        return status == 206 || (status == 200 && fits(headers, from, to));
    }

    /** Returns whether a server that could give parts has given all because that is no more than was asked for. */
    static boolean fits(HttpHeaders headers, long from, long to) {
        long length = headers.firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
        return from == 0 && length <= to && text(headers, "Accept-Ranges").equalsIgnoreCase("bytes");
    }

    static String text(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("").strip();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, AtomicLong arrived)
            throws IOException, ExecutionException, InterruptedException {
        long known = 0;
        long since = System.nanoTime();
        while (true) {
            try {
                return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = arrived.get();
                since = now > known ? System.nanoTime() : since;
                known = now;
                if (System.nanoTime() - since > stallSeconds.getAsDouble() * 1e9) {
                    throw new RefusedException("its server gave nothing for %.0f s (--stall-timeout sets the time)"
                            .formatted(stallSeconds.getAsDouble()));
                }
            }
        }
    }

    private static IOException reason(URI at, Optional<ProxyVariables.Server> proxy, @Nullable Throwable cause) {
        String server = proxy.map(by -> by.toString() + ", the proxy").orElse(at.getHost());
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return new IOException("there is no server " + server, cause);
            }
            if (each instanceof CertificateException || each instanceof CertPathBuilderException) {
                return new RefusedException(
                        "the certificate of " + at.getHost() + " cannot be verified (" + each.getMessage()
                                + "): let Java trust its issuer (docs/security.md), or download it to a file another way",
                        each);
            }
        }
        if (cause instanceof SSLException) {
            return new RefusedException(
                    "the connection to " + at.getHost() + " cannot be secured (" + cause.getMessage()
                            + "): download it to a file another way",
                    cause);
        }
        if (cause instanceof HttpTimeoutException || cause instanceof ConnectException) {
            return new IOException("its server " + server + " does not answer", cause);
        }
        return new IOException(
                "the connection to " + server + " broke off: " + (cause == null ? "" : cause.getMessage()), cause);
    }
}
