package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.media.open.InputLimits;
import io.jndencode.media.open.InputRules;
import picocli.CommandLine.Option;

/** Options of every command that reads videos or pictures: what may be read. */
public final class InputOptions implements ChecksArguments {
    @Option(
            names = "--allow-playlists",
            description =
                    "read HLS playlists and FFmpeg concat scripts, and the files below their folders that they name")
    private boolean playlists;

    @Option(
            names = "--stall-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "give a file up that gave nothing for so long (default: ${DEFAULT-VALUE})")
    private double stallSeconds;

    @Option(
            names = "--limits",
            paramLabel = "NAME=N,...",
            defaultValue = "",
            description =
                    "the most a source may ask for: pixels, frames, streams, chapters, attachments, subtitle, metadata"
                            + " (default: as docs/security.md says)")
    private String limits = "";

    @Override
    public void checkArguments() {
        rules();
    }

    /** Applies these rules to all files opened from now on. */
    public void apply() {
        rules().use();
    }

    private InputRules rules() {
        if (!(stallSeconds > 0)) {
            throw new JndException.Usage("--stall-timeout must be more than 0 seconds, got " + stallSeconds);
        }
        return new InputRules(playlists, stallSeconds, InputLimits.parse(limits));
    }
}
