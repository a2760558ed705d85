package io.jndencode.media.open.remote;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/** Where a server leads on to. */
final class Redirection {
    private Redirection() {}

    /**
     * Returns the next address: http or https, and not http where it was https.
     *
     * @throws RefusedException for any other
     */
    static URI target(URI from, HttpHeaders headers) throws RefusedException {
        String location = Exchange.text(headers, "Location");
        if (location.isEmpty()) {
            throw new RefusedException("its server leads on to another address without naming it");
        }
        Optional<URI> resolved = resolve(from, location);
        String scheme = resolved.map(URI::getScheme).orElse("");
        Optional<Address> target = resolved.flatMap(uri -> Address.parse(uri.toString()));
        if (target.isEmpty()) {
            throw new RefusedException("its server leads on to "
                    + (scheme.isEmpty() ? "what is no address" : scheme + ":") + ", which is not followed");
        }
        if (from.getScheme().equals("https") && scheme.equals("http")) {
            throw new RefusedException(
                    "its server leads on from https to http, which is not followed: name that address"
                            + " yourself if you trust it");
        }
        return target.get().uri();
    }

    private static Optional<URI> resolve(URI from, String location) {
        try {
            URI next = from.resolve(location.strip().replace(" ", "%20"));
            String scheme = next.getScheme() == null ? "" : next.getScheme().toLowerCase(Locale.ROOT);
            return Optional.of(
                    next.getScheme() == null || scheme.equals(next.getScheme())
                            ? next
                            : URI.create(scheme + next.toString().substring(scheme.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
