package io.jndencode.media.open.remote;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that environment variables name, read as curl reads them: {@code http_proxy} (not in capitals, which a web server sets from a
 * request), {@code https_proxy}, {@code all_proxy}, and in {@code no_proxy} the servers that are asked without one. This machine itself never
 * is asked by a proxy, which would be another one there. Where Java's properties name a proxy, they decide instead.
 */
final class ProxyVariables extends ProxySelector {
    private static final Pattern PROXY = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:([^/@]*)@)?(\\[[0-9A-Fa-f:.]+\\]|[^/:@\\[\\]]+)(?::(\\d{1,5}))?/?");

    /** An entry of {@code no_proxy}: a name or an address, a number of bits, a port. */
    private static final Pattern DIRECT =
            Pattern.compile("\\[?([^\\[\\]/]+?)\\]?(?:/(\\d{1,3}))?(?<!:)(?::(\\d{1,5}))?");

    private static final Pattern HERE = Pattern.compile("localhost|127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|[0-9a-f]*:[0-9a-f:.]*");

    /** Curl's, where none is said. */
    private static final int USUAL_PORT = 1080;

    private final Map<String, String> environment;

    ProxyVariables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A proxy that speaks HTTP.
     *
     * @param authorization name and password as HTTP sends them, null if there are none
     */
    record Server(String host, int port, @Nullable String authorization) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Returns the proxy by which an address is asked.
     *
     * @throws RefusedException if a variable names one that cannot be used
     */
    Optional<Server> of(URI address) throws RefusedException {
        String scheme = address.getScheme();
        if (System.getProperty(scheme + ".proxyHost") != null || System.getProperty("socksProxyHost") != null) {
            return Optional.empty();
        }
        boolean plain = scheme.equals("http");
        List<String> names = plain
                ? List.of("http_proxy", "all_proxy", "ALL_PROXY")
                : List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
        for (String name : names) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return isDirect(address) ? Optional.empty() : Optional.of(server(name, value));
            }
        }
        return Optional.empty();
    }

    private static Server server(String name, String value) throws RefusedException {
        Matcher parts = PROXY.matcher(value);
        if (!parts.matches() || (parts.group(4) != null && Integer.parseInt(parts.group(4)) > 65_535)) {
            throw new RefusedException("the variable " + name + " names no proxy: it is like http://HOST:PORT");
        }
        String kind = parts.group(1) == null ? "http" : parts.group(1).toLowerCase(Locale.ROOT);
        if (!kind.equals("http")) {
            throw new RefusedException("the variable " + name + " names a proxy of the kind " + kind
                    + ": only those of the kind http can be used here");
        }
        int port = parts.group(4) == null ? USUAL_PORT : Integer.parseInt(parts.group(4));
        return new Server(parts.group(3).replaceAll("[\\[\\]]", ""), port, authorization(parts.group(2)));
    }

    private static @Nullable String authorization(@Nullable String user) {
        if (user == null || user.isEmpty()) {
            return null;
        }
        String both = user.contains(":") ? user : user + ":";
        String plain = both.matches("(?:[^%]|%[0-9A-Fa-f]{2})*")
                ? URLDecoder.decode(both.replace("+", "%2B"), StandardCharsets.UTF_8)
                : both;
        return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isDirect(URI address) {
        String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        String host = address.getHost().replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        int port =
                address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("http") ? 80 : 443;
        return HERE.matcher(host).matches()
                || list.strip().equals("*")
                || Pattern.compile("[,\\s]+")
                        .splitAsStream(list.strip().toLowerCase(Locale.ROOT))
                        .map(DIRECT::matcher)
                        .anyMatch(entry -> entry.matches() && isMeant(entry, host, port));
    }

    private static boolean isMeant(Matcher entry, String host, int port) {
        String name = entry.group(1).replaceAll("^\\.|\\.$", "");
        if (entry.group(3) != null && Integer.parseInt(entry.group(3)) != port) {
            return false;
        }
        if (NUMBERS.matcher(name).matches() && NUMBERS.matcher(host).matches()) {
            return isWithin(bytes(host), bytes(name), entry.group(2));
        }
        return entry.group(2) == null && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean isWithin(byte[] host, byte[] net, @Nullable String bits) {
        int all = host.length * Byte.SIZE;
        int known = bits == null ? all : Integer.parseInt(bits);
        return host.length > 0
                && host.length == net.length
                && known <= all
                && new BigInteger(1, host)
                        .shiftRight(all - known)
                        .equals(new BigInteger(1, net).shiftRight(all - known));
    }

    /** Returns the bytes of an address in numbers; none if it is not one. No name is looked up. */
    private static byte[] bytes(String numbers) {
        try {
            return InetAddress.getByName(numbers).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    @Override
    public List<Proxy> select(URI address) {
        try {
            Optional<Server> server = of(address);
            if (server.isPresent()) {
                return List.of(new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                server.get().host(), server.get().port())));
            }
        } catch (RefusedException e) {
            return List.of(Proxy.NO_PROXY); // refused before anything is sent
        }
        ProxySelector usual = ProxySelector.getDefault();
        return usual == null ? List.of(Proxy.NO_PROXY) : usual.select(address);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException cause) {
        // the request fails and says so
    }
}
