package io.jndencode.plan.sidecar;

import io.jndencode.media.Rational;

/** Parses fractions such as {@code 30000/1001}. */
final class Rationals {
    private Rationals() {}

    /** Parses a fraction. Throws IllegalArgumentException if the text is none. */
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
