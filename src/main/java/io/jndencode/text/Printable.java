package io.jndencode.text;

import java.util.function.IntPredicate;

/**
 * Text as it may be shown: characters that command a terminal, end a line or turn the reading direction are written as JSON and Java
 * write them ({@code \n}, {@code \u001b}). Names of files, tags and messages are strangers' words. In a line of JSON the result
 * is JSON of the same values, for there such characters stand in strings alone.
 */
public final class Printable {
    private Printable() {}

    /** Escapes a line or a part of one, including line feeds and tabs. */
    public static String line(String text) {
        return escaped(text, Printable::unprintable);
    }

    /** Escapes text of several lines or tables separated by tabs; line feeds and tabs are kept. */
    public static String text(String text) {
        return escaped(text, c -> c != '\n' && c != '\t' && unprintable(c));
    }

    private static String escaped(String text, IntPredicate refused) {
        if (text.codePoints().noneMatch(refused)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (refused.test(c)) {
                shown.append(escape(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /**
     * Returns whether a character is a control (C0, DEL, C1), a line separator, an embedding, override or isolate of direction, or a lone
     * surrogate.
     */
    private static boolean unprintable(int c) {
        return Character.isISOControl(c)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", c);
        };
    }
}
