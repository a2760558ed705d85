package io.jndencode.cli.ladder;

import io.jndencode.cli.options.FilterOptions;
import io.jndencode.encode.Resources;
import io.jndencode.ladder.LadderRequest;
import io.jndencode.ladder.LadderRungs;
import io.jndencode.ladder.Rung;
import io.jndencode.ladder.RungPicture;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a ladder is made of. */
public final class LadderOptions {
    private static final String AUTO = "auto";

    @Option(
            names = "--rungs",
            paramLabel = "auto|RUNG,...",
            description = "what to encode: a size and a level, 1080p@JND1,720p@JND1.5 (720p fits 1280x720); with an"
                    + " encoder svt-av1:720p@JND1.5, with a largest rate 720p@JND1.5@3M. Without a level --target counts, without an encoder --encoder."
                    + " auto (default of ladder): the video's size at --target and smaller ones, each a level coarser, without"
                    + " those not worth their place")
    private @Nullable String rungs;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description =
                    "length wished for the pieces that players fetch, 1 to 30: they begin at key frames (default: ${DEFAULT-VALUE})")
    private double segment = 4;

    /** Returns whether rungs are named. */
    public boolean given() {
        return rungs != null;
    }

    /** Refuses what cannot be, before any work. */
    public void check(Preset preset, FilterOptions filters) {
        LadderRequest.checkSegment(segment);
        if (rungs != null && !rungs.equals(AUTO)) {
            Rung.parse(rungs, preset.encoding().encoder(), preset.target());
        }
        LadderSource.check(filters.choice());
    }

    /** Returns the request for a video's ladder. */
    public LadderRequest request(MediaInfo source, FilterOptions filters, Preset preset, Path output, Resources work) {
        RungPicture picture = new RungPicture(source, LadderSource.of(source, filters.choice()));
        LadderRungs chosen = rungs == null || rungs.equals(AUTO)
                ? LadderRungs.auto(preset.encoding().encoder(), preset.target(), picture)
                : LadderRungs.of(Rung.parse(rungs, preset.encoding().encoder(), preset.target()), picture);
        return new LadderRequest(picture, output, chosen, preset, segment, work);
    }
}
