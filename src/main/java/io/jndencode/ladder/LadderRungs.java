package io.jndencode.ladder;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of a ladder for one video.
 *
 * @param rungs those that are encoded, as they were given
 * @param dropped those that are not
 */
public record LadderRungs(List<Rung> rungs, List<Dropped> dropped) {
    /** A rung that is left out, and a sentence that says why. */
    public record Dropped(Rung rung, String reason) {}

    public LadderRungs {
        rungs = List.copyOf(rungs);
        dropped = List.copyOf(dropped);
    }

    /** Returns those of the rungs wanted that are no larger than the video; refuses a ladder without any. */
    public static LadderRungs of(List<Rung> wanted, RungPicture picture) {
        List<Rung> rungs = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        RungPicture.Size shown = picture.shown();
        for (Rung rung : wanted) {
            if (picture.holds(rung)) {
                rungs.add(rung);
            } else {
                dropped.add(new Dropped(
                        rung,
                        "it is larger than the video, which is shown at %dx%d"
                                .formatted(shown.width(), shown.height())));
            }
        }
        if (rungs.isEmpty()) {
            throw new JndException.Usage("--rungs: every rung is larger than %s, which is shown at %dx%d"
                    .formatted(picture.source().file(), shown.width(), shown.height()));
        }
        return new LadderRungs(rungs, dropped);
    }
}
