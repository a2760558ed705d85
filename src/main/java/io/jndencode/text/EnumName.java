package io.jndencode.text;

import java.util.Locale;

/** Constants as command lines and files spell them: {@code IN_DISTRIBUTION} is {@code in-distribution}. */
public final class EnumName {
    private EnumName() {}

    /** In small letters, hyphens between the words. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant so spelled; throws {@link IllegalArgumentException} where there is none. */
    public static <E extends Enum<E>> E read(Class<E> type, String spelling) {
        return Enum.valueOf(type, spelling.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
