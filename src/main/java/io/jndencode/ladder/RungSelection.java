package io.jndencode.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which rungs of an automatic ladder are worth their place.
 *
 * @param kept best first
 * @param dropped the others, with reasons
 */
record RungSelection(List<Integer> kept, List<LadderRungs.Dropped> dropped) {
    /**
     * A rung as it came out.
     *
     * @param bytes of its coded pictures
     * @param xpsnr of a few frames at the size of the largest rung, in dB; not a number if it could not be measured
     */
    record Measured(Rung rung, long bytes, double xpsnr) {}

    /** @param rungs largest first */
    static RungSelection of(List<Measured> rungs) {
        List<Integer> kept = new ArrayList<>();
        List<LadderRungs.Dropped> dropped = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            Measured rung = rungs.get(i);
            Measured better = better(rungs, i);
            Measured above = kept.isEmpty() ? null : rungs.get(kept.get(kept.size() - 1));
            if (better != null) {
                dropped.add(new LadderRungs.Dropped(
                        rung.rung(),
                        String.format(
                                Locale.ROOT,
                                "it costs more than %s, which looks as good or better at the size of the largest: XPSNR"
                                        + " %.2f and %.2f dB",
                                better.rung(),
                                rung.xpsnr(),
                                better.xpsnr())));
            } else if (above != null && saving(rung, above) < LadderRungs.LEAST_SAVING) {
                dropped.add(new LadderRungs.Dropped(
                        rung.rung(),
                        String.format(
                                Locale.ROOT,
                                "it saves %.0f %% of the bits of %s, less than %.0f %%",
                                100 * saving(rung, above),
                                above.rung(),
                                100 * LadderRungs.LEAST_SAVING)));
            } else {
                kept.add(i);
            }
        }
        return new RungSelection(List.copyOf(kept), List.copyOf(dropped));
    }

    private static double saving(Measured rung, Measured above) {
        return 1 - (double) rung.bytes() / Math.max(1, above.bytes());
    }

    /** Returns a rung that costs less and looks no worse, the best of several; null if there is none. */
    private static @Nullable Measured better(List<Measured> rungs, int index) {
        Measured rung = rungs.get(index);
        Measured best = null;
        for (int i = 0; i < rungs.size(); i++) {
            Measured other = rungs.get(i);
            boolean cheaper = other.bytes() < rung.bytes() || (other.bytes() == rung.bytes() && i > index);
            if (i != index
                    && cheaper
                    && other.xpsnr() >= rung.xpsnr()
                    && (best == null || other.xpsnr() > best.xpsnr())) {
                best = other;
            }
        }
        return best;
    }
}
