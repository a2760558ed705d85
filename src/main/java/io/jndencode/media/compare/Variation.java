package io.jndencode.media.compare;

import java.util.Locale;

/**
 * Changes to the frames of an excerpt or pan, which make other content of them: the same for all frames but the grain.
 *
 * @param part share of the width and height that is kept, in the middle
 * @param scale by which width and height are multiplied after that
 * @param mirrored whether left and right are exchanged
 * @param light factor of the luma above black and of the colour
 * @param grain strength of noise added, in grey levels; below 0 noise is removed instead
 * @param seed of the noise
 */
public record Variation(double part, double scale, boolean mirrored, double light, int grain, int seed) {
    /** Changes nothing. */
    public static final Variation NONE = new Variation(1, 1, false, 1, 0, 0);

    private static final int MOST_GRAIN = 100;

    public Variation {
        if (!(part > 0 && part <= 1 && scale > 0 && scale <= 1 && light > 0 && light <= 1) || grain > MOST_GRAIN) {
            throw new IllegalArgumentException(
                    "not a variation: part %s, scale %s, light %s, grain %d".formatted(part, scale, light, grain));
        }
    }

    /** Returns the filters to append to those that make 8-bit 4:2:0 frames; empty if nothing changes. */
    String filters() {
        StringBuilder filters = new StringBuilder();
        if (part < 1) {
            filters.append(text(",crop=2*floor(iw*%1$.4f/2):2*floor(ih*%1$.4f/2)", part));
        }
        if (scale < 1) {
            filters.append(text(",scale=2*floor(iw*%1$.4f/2):2*floor(ih*%1$.4f/2):flags=lanczos", scale));
        }
        if (mirrored) {
            filters.append(",hflip");
        }
        if (light < 1) {
            filters.append(text(",lutyuv=y=16+(val-16)*%1$.4f:u=128+(val-128)*%1$.4f:v=128+(val-128)*%1$.4f", light));
        }
        if (grain > 0) {
            filters.append(",noise=c0s=%d:c0f=t:c0_seed=%d".formatted(grain, seed));
        } else if (grain < 0) {
            filters.append(",hqdn3d=3:2:4:3");
        }
        return filters.toString();
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
