package io.jndencode.cli.options;

/**
 * A command, or a group of options, that checks its arguments beyond what the parser does, before it looks at any input
 * or existing file.
 */
public interface ChecksArguments {
    /** Throws if the command line is wrong: ranges, names, or named files that are not inputs. */
    void checkArguments();
}
