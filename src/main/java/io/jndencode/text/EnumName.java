package io.jndencode.text;

import java.util.Locale;

/** Converts between constants and their spelling on command lines and in files: {@code IN_DISTRIBUTION} is {@code in-distribution}. */
public final class EnumName {
    private EnumName() {}

    /** Returns the spelling in lower case, with hyphens between the words. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the constant with this spelling; throws {@link IllegalArgumentException} if there is none. */
    public static <E extends Enum<E>> E read(Class<E> type, String spelling) {
        return Enum.valueOf(type, spelling.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
