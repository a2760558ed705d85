package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of a ladder for one video.
 *
 * @param rungs those that are encoded, as they were given
 * @param dropped those that are not
 * @param auto whether those that turn out not to be worth their place are left out
 */
public record LadderRungs(List<Rung> rungs, List<Dropped> dropped, boolean auto) {
    /** Heights that videos are usually streamed in. */
    private static final List<Integer> USUAL = List.of(2160, 1440, 1080, 720, 540, 360, 240);

    /** A rung of an automatic ladder has at most this share of the lines of the one above it. */
    private static final double APART = 0.8;

    private static final double HIGHEST_LEVEL = 3;

    /** The least share of its neighbour's bits that a rung of an automatic ladder must save. */
    public static final double LEAST_SAVING = 0.2;

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
        return new LadderRungs(rungs, dropped, false);
    }

    /**
     * Returns the rungs of an automatic ladder: the video's own size at the level given, then usual heights, each a level coarser than the
     * one above up to the coarsest.
     */
    public static LadderRungs auto(VideoEncoder encoder, Target best, RungPicture picture) {
        int lines = Math.min(picture.lines(), USUAL.get(0));
        List<Rung> rungs = new ArrayList<>(List.of(new Rung(encoder, lines, best)));
        for (int next : USUAL) {
            Rung above = rungs.get(rungs.size() - 1);
            if (next <= APART * above.lines()) {
                double level = Math.min(HIGHEST_LEVEL, above.target().level() + 1);
                rungs.add(new Rung(encoder, next, new Target(level)));
            }
        }
        return new LadderRungs(rungs, List.of(), true);
    }
}
