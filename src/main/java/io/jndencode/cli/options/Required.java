package io.jndencode.cli.options;

import org.jspecify.annotations.Nullable;

/** Arguments that the parser has made sure of, though their fields begin as null. */
public final class Required {
    private Required() {}

    public static <T> T of(@Nullable T argument, String name) {
        if (argument == null) {
            throw new IllegalStateException(name + " was not parsed");
        }
        return argument;
    }
}
