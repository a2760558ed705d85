package io.jndencode.text;

import java.util.regex.Pattern;

/** Arguments as one writes them for a shell. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private ShellWord() {}

    /** The argument as it is where that is safe, else in quotes. */
    public static String of(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
