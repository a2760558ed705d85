package io.jndencode.cli.options;

/** A command, or options of several, that can tell more of its arguments than the parser, before it looks at any input or at what exists already. */
public interface ChecksArguments {
    /** Fails with what is wrong with the command line: ranges, names, files it names that are no inputs. */
    void checkArguments();
}
