package io.jndencode.farm.watch.process;

import java.util.List;

/**
 * How jnd-encode is called for a file of a watched folder.
 *
 * @param command program and first words, see {@link io.jndencode.farm.OwnProgram}
 * @param options of the main job, for every file
 * @param reports whether a page about each is made too
 */
public record WatchProgram(List<String> command, List<String> options, boolean reports) {
    public WatchProgram {
        command = List.copyOf(command);
        options = List.copyOf(options);
    }
}
