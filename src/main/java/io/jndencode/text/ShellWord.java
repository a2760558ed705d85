package io.jndencode.text;

import java.util.regex.Pattern;

/** Quotes arguments for a shell. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private ShellWord() {}

    /** Returns the argument unchanged if that is safe, otherwise in quotes. */
    public static String of(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : quoted(argument);
    }

    /** Returns the argument in quotes, one word whatever it contains. */
    public static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
