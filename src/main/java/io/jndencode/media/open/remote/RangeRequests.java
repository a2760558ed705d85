package io.jndencode.media.open.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for parts of a file (RFC 9110, range requests). Follows a bounded number of redirections, to http and https alone and
 * never from https to http; asks again where a connection breaks off or the server is busy; and refuses parts of another content.
 */
final class RangeRequests {
    private static final int MOST_REDIRECTIONS = 8;
    private static final int PARTIAL = 206;
    private static final int WHOLE = 200;
    private static final int NO_SUCH_RANGE = 416;

    /** Waits before another try, in milliseconds. */
    private static final int[] WAITS = {250, 1000, 3000};

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final Address address;
    private final Exchange exchange;

    /** Where the server has sent us to last. */
    private volatile URI place;

    RangeRequests(Address address, DoubleSupplier stallSeconds) {
        this.address = address;
        this.exchange = new Exchange(address, stallSeconds);
        this.place = address.uri();
    }

    /** Some bytes, and by what the server says of which content they are. */
    record Part(RemoteAttributes attributes, ByteBuffer bytes) {}

    /** Returns the beginning of the file, of a server that may not be there: it is asked twice at most. */
    Part beginning(int bytes) throws IOException {
        return part(null, 0, bytes, 1);
    }

    /** Returns what the server says now, from an answer of one byte. */
    RemoteAttributes attributes() throws IOException {
        return part(null, 0, 1, WAITS.length).attributes();
    }

    /**
     * Returns the bytes of a range, fewer only where the file ends.
     *
     * @param expected by what the content was known before
     * @throws IOException with the reason, as in {@code X cannot be read: reason}
     */
    Part part(RemoteAttributes expected, long from, long to) throws IOException {
        return part(expected, from, to, WAITS.length);
    }

    private Part part(@Nullable RemoteAttributes expected, long from, long to, int retries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RemoteAttributes known = expected;
        int failures = 0;
        while (known == null || from + bytes.size() < Math.min(to, known.size())) {
            try {
                Part next = once(from + bytes.size(), to);
                if (known != null && !known.equals(next.attributes())) {
                    throw new RefusedException(
                            "its content has changed since it was looked at first: give the same command"
                                    + " again, or download it to a file");
                }
                known = next.attributes();
                bytes.write(next.bytes().array());
                failures = next.bytes().hasRemaining() ? 0 : failures + 1;
                if (failures > retries) {
                    throw new RefusedException("its server breaks off again and again");
                }
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (failures >= retries || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause(WAITS[failures++]);
            }
        }
        return new Part(known, ByteBuffer.wrap(bytes.toByteArray()));
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    private Part once(long from, long to) throws IOException {
        URI at = place;
        for (int led = 0; led <= MOST_REDIRECTIONS; led++) {
            HttpResponse<byte[]> answer = exchange.send(at, from, to);
            int status = answer.statusCode();
            if (status == PARTIAL || status == WHOLE) {
                place = at;
                return new Part(attributes(answer, from, to), ByteBuffer.wrap(answer.body()));
            }
            if (status / 100 != 3) {
                if (!at.equals(address.uri()) && place.equals(at)) {
                    place = address.uri(); // what a redirection led to may hold for a time only
                    at = place;
                    continue;
                }
                throw refusal(status, answer.headers());
            }
            at = Redirection.target(at, answer.headers());
        }
        throw new RefusedException("its server leads on to other addresses more than " + MOST_REDIRECTIONS + " times");
    }

    private static RemoteAttributes attributes(HttpResponse<byte[]> answer, long from, long to)
            throws RefusedException {
        HttpHeaders headers = answer.headers();
        if (!Exchange.text(headers, "Content-Encoding").matches("(?i)|identity")) {
            throw new RefusedException(
                    "its server gives it compressed alone: download it to a file first, and name that");
        }
        RemoteAttributes attributes = new RemoteAttributes(
                answer.statusCode() == WHOLE ? whole(headers, from, to) : size(headers, from, to),
                Exchange.text(headers, "ETag"),
                Exchange.text(headers, "Last-Modified"));
        if (!attributes.tellsChanges()) {
            throw new RefusedException(
                    "its server gives neither ETag nor Last-Modified, without which a change would go"
                            + " unnoticed: download it to a file first, and name that");
        }
        return attributes;
    }

    private static long size(HttpHeaders headers, long from, long to) throws RefusedException {
        Matcher range = RANGE.matcher(Exchange.text(headers, "Content-Range"));
        if (!range.matches() || range.group(3).equals("*")) {
            throw new RefusedException(
                    "its server does not say how long it is: download it to a file first, and name that");
        }
        long last = Long.parseLong(range.group(2));
        long size = Long.parseLong(range.group(3));
        if (Long.parseLong(range.group(1)) != from || last < from || last >= to || last >= size) {
            throw new RefusedException("its server gives other parts of it than it is asked for: download it to a file"
                    + " first, and name that");
        }
        return size;
    }

    /** Returns the size of a file that was given whole: allowed where it is no longer than the part that was asked for. */
    private static long whole(HttpHeaders headers, long from, long to) throws RefusedException {
        if (!Exchange.fits(headers, from, to)) {
            throw new RefusedException("its server gives no parts of it (no byte ranges), and a video is read at many"
                    + " places: download it to a file first, and name that");
        }
        return headers.firstValueAsLong("Content-Length").orElse(0);
    }

    private static IOException refusal(int status, HttpHeaders headers) {
        return switch (status) {
            case NO_SUCH_RANGE ->
                new RefusedException(
                        Exchange.text(headers, "Content-Range").equals("bytes */0")
                                ? "it is empty (0 bytes)"
                                : "its server gives no such part of it (416): download it to a file first, and name that");
            case 404, 410 -> new RefusedException("its server says there is no such file (" + status + ")");
            case 401, 403 ->
                new RefusedException("its server does not give it to us (" + status
                        + "): a name and a password can stand in the address, as in https://NAME:PASSWORD@…");
            case 408, 429 -> new IOException("its server is too busy (" + status + "): try again later");
            default ->
                status >= 500
                        ? new IOException("its server fails (" + status + "): try again later")
                        : new RefusedException("its server answers with " + status);
        };
    }
}
