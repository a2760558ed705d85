package io.jndencode.farm.watch.process;

import java.util.List;

/**
 * The command line of jnd-encode for the files of a watched folder.
 *
 * @param command program and first words, see {@link io.jndencode.farm.OwnProgram}
 * @param options options of the main command, for every file
 * @param reports whether to make a report for each file
 */
public record WatchProgram(List<String> command, List<String> options, boolean reports) {
    public WatchProgram {
        command = List.copyOf(command);
        options = List.copyOf(options);
    }
}
