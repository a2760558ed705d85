package io.jndencode.plan.sidecar;

import io.jndencode.media.Rational;

/** Reads {@code 30000/1001}. */
final class Rationals {
    private Rationals() {}

    /** The fraction the text spells. Throws IllegalArgumentException where it spells none. */
    static Rational parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not a fraction such as 1/30000");
        }
        try {
            return new Rational(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a fraction such as 1/30000", e);
        }
    }
}
