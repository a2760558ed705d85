package io.jndencode.cli.options;

import org.jspecify.annotations.Nullable;

/** Checks arguments that the parser guarantees, although their fields are initially null. */
public final class Required {
    private Required() {}

    public static <T> T of(@Nullable T argument, String name) {
        if (argument == null) {
            throw new IllegalStateException(name + " was not parsed");
        }
        return argument;
    }
}
