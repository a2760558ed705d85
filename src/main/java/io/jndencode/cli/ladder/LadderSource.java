package io.jndencode.cli.ladder;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.choice.PictureChoice;

/** What is done to the picture of a ladder before it gets its sizes. */
final class LadderSource {
    private LadderSource() {}

    /** Refuses a size: the rungs have theirs. */
    static void check(PictureChoice choice) {
        if (choice.scale() != null) {
            throw new JndException.Usage("--scale: the sizes of a ladder are those of its --rungs");
        }
    }

    /** Returns the video as wanted, its fields made into frames: no player of streams does that itself. */
    static MediaInfo of(MediaInfo source, PictureChoice choice) {
        boolean users =
                choice.filters() != null && FilterChain.of(choice.filters()).deinterlaces();
        boolean fields = source.video().geometry().interlaced() && choice.deinterlace() == null && !users;
        PictureChoice whole =
                fields ? new PictureChoice("auto", choice.crop(), choice.denoise(), null, choice.filters()) : choice;
        return whole.of(source);
    }
}
