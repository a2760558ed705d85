package io.jndencode.media.open.remote;

import java.net.IDN;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An http or https address. Its text leaves out what may be secret: name and password, and the query, which holds the signature of many
 * addresses.
 */
public final class Address {
    private static final Pattern PARTS = Pattern.compile(
            "(https?)://(?:([^/?#]*)@)?(\\[[0-9A-Fa-f:.]+\\]|[^/?#:@\\[\\]]+)(:\\d{1,5})?([/?][^#]*)?(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Signs that may stand in a path or a query as they are (RFC 3986). */
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    /** Signs that some system does not take in a name. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");

    private static final String UNNAMED = "video";

    private final URI uri;
    private final @Nullable String authorization;

    private Address(URI uri, @Nullable String authorization) {
        this.uri = uri;
        this.authorization = authorization;
    }

    /** Returns whether a word is meant to be such an address. */
    public static boolean isMeant(String word) {
        return HTTP.matcher(word).matches();
    }

    /** Parses an address as people write it, with spaces and letters of any language; empty if it names no server. */
    public static Optional<Address> parse(String word) {
        Matcher parts = PARTS.matcher(word.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String port = parts.group(4) == null ? "" : parts.group(4);
            String rest = parts.group(5) == null ? "/" : parts.group(5);
            String host = parts.group(3).startsWith("[") ? parts.group(3) : IDN.toASCII(parts.group(3));
            URI uri = URI.create(parts.group(1).toLowerCase(Locale.ROOT) + "://" + host.toLowerCase(Locale.ROOT) + port
                    + escaped(rest.startsWith("/") ? rest : "/" + rest));
            return uri.getHost() == null || uri.getPort() > 65_535
                    ? Optional.empty()
                    : Optional.of(new Address(uri, authorization(parts.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String authorization(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return null;
        }
        String plain = decoded(userInfo);
        String both = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char sign = (char) (bytes[i] & 0xff);
            boolean escape = sign == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            boolean plain = sign < 0x80 && (Character.isLetterOrDigit(sign) || ALLOWED.indexOf(sign) >= 0);
            escaped.append(escape || plain ? String.valueOf(sign) : "%%%02X".formatted((int) sign));
        }
        return escaped.toString();
    }

    private static boolean isHex(byte sign) {
        return Character.digit(sign, 16) >= 0;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // a percent sign of its own
            return text;
        }
    }

    /** Returns what is asked for, without name and password. */
    URI uri() {
        return uri;
    }

    /** Returns the name and password as HTTP sends them, if the user gave some and this is still the server he gave them for. */
    Optional<String> authorizationFor(URI asked) {
        boolean sameServer = Objects.equals(uri.getScheme(), asked.getScheme())
                && uri.getHost().equalsIgnoreCase(asked.getHost())
                && uri.getPort() == asked.getPort();
        return sameServer ? Optional.ofNullable(authorization) : Optional.empty();
    }

    /** Returns the last part of the path as a name that a file may have. */
    String fileName() {
        String path = uri.getRawPath();
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        String plain = UNFIT.matcher(name).replaceAll("_").strip().replaceFirst("^\\.+", "");
        return plain.isEmpty() ? UNNAMED : plain;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && uri.equals(address.uri)
                && Objects.equals(authorization, address.authorization);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** Returns what may be shown and written down. */
    @Override
    public String toString() {
        return shown(uri);
    }

    /** Returns an address without what may be secret. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?…");
    }

    /** Returns a word with everything hidden that would be secret in an address, also in one that cannot be parsed. */
    public static String shown(String word) {
        return word.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*:/{0,2})[^/?#]*@", "$1")
                .replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]+:[^?]*)\\?.*", "$1?…");
    }
}
