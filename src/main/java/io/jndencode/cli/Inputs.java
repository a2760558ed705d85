package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.media.MediaProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of a command line's inputs beside each other. */
final class Inputs {
    private Inputs() {}

    /**
     * @param output the -o of the command line
     * @param single whether an option names one file that only one input can have
     */
    static void check(List<Path> inputs, @Nullable Path output, boolean single) {
        if (inputs.isEmpty()) {
            throw new JndException.Usage("no INPUT: name the video to encode, or a command. Try: jnd-encode --help");
        }
        if (inputs.size() > 1 && output != null && !Files.isDirectory(output)) {
            throw new JndException.Usage(output + " is not a folder, but there are " + inputs.size() + " inputs");
        }
        if (inputs.size() > 1 && single) {
            throw new JndException.Usage(
                    "--sidecar and the exports name one file: give one input at a time, or leave them out");
        }
    }

    /** Refuses what is no video, before any work. */
    static void checkVideos(List<Path> inputs) {
        for (Path input : inputs) {
            if (MediaProbe.probe(input).picture()) {
                throw new JndException.Input(input + " is a picture: `jnd-encode predict` shows its levels");
            }
        }
    }
}
