package io.jndencode.farm.watch.page;

import io.jndencode.JndException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address at which the pages about a watched folder are served.
 *
 * @param host the address or name as it was given, null for the loopback interface
 * @param port 0 for a free one
 * @param names further names under which it is reached
 */
public record PageAddress(@Nullable String host, int port, List<String> names) {
    private static final Pattern TEXT = Pattern.compile("(?:(?<host>\\[[^\\]]+]|[^:\\[\\]]+):)?(?<port>\\d{1,5})");
    private static final Pattern HOST = Pattern.compile("(?<host>\\[[^\\]]+]|[^:\\[\\]]*)(?::\\d{1,5})?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int LAST_PORT = 65535;

    public PageAddress {
        names = List.copyOf(names);
    }

    /** Reads {@code PORT}, {@code ADDRESS:PORT} or {@code [IPV6]:PORT}. */
    public static PageAddress parse(String text, List<String> names) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > LAST_PORT) {
            throw new JndException.Usage(
                    "--metrics takes PORT or ADDRESS:PORT, with ports up to 65535, got \"" + text + "\"");
        }
        return new PageAddress(parts.group("host"), Integer.parseInt(parts.group("port")), names);
    }

    InetSocketAddress socket() {
        try {
            InetAddress address = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new JndException.Usage("--metrics: there is no address " + host, e);
        }
    }

    /**
     * Returns whether a request is meant for this server, judged by its Host header. A foreign web page can make a
     * browser send requests to any address, but only under the page's own host name.
     *
     * @param header null if there is none, which no browser does
     * @param local the local address at which the request arrived
     */
    boolean isMeant(@Nullable String header, InetAddress local) {
        if (header == null) {
            return true;
        }
        Matcher parts = HOST.matcher(header.strip());
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group("host").toLowerCase(Locale.ROOT);
        boolean given = name.equalsIgnoreCase(host) || names.stream().anyMatch(name::equalsIgnoreCase);
        if (given || (local.isLoopbackAddress() && name.equals("localhost"))) {
            return true;
        }
        InetAddress literal = literal(name);
        return literal != null
                && (literal.equals(local) || socket().getAddress().isAnyLocalAddress());
    }

    /** Returns null for a name: names are never resolved. */
    private static @Nullable InetAddress literal(String name) {
        if (!name.startsWith("[") && !IPV4.matcher(name).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
