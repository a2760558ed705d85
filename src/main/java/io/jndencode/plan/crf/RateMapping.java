package io.jndencode.plan.crf;

import java.util.Map;

/**
 * Maps a shot's JND QP, which is defined for x264 at a constant QP, to the rate factor at which an encoder's picture
 * measures at least as good in both XPSNR and SSIM. Also holds the psychovisual settings of the encoder for which this
 * is true.
 */
public sealed interface RateMapping permits EncoderMapping, X264Mapping {
    /**
     * Returns this version's mapping for an encoder.
     *
     * @param encoder {@code x264}, {@code x265} or {@code svt-av1}
     */
    static RateMapping of(String encoder) {
        RateMapping mapping = KnownMappings.ALL.get(encoder);
        if (mapping == null) {
            throw new IllegalArgumentException("no mapping to the CRF of " + encoder);
        }
        return mapping;
    }

    /** Returns the CRF, as the encoder accepts it, at which a shot measures the same as at a constant QP of x264. */
    double crf(String preset, int qp, CrfScene scene);

    /** Returns the increase of the CRF per QP at this QP. */
    double step(int qp);

    /** Returns the CRF for a shot that should look as if at another QP. */
    default double shifted(double crf, int from, int to) {
        double moved = crf;
        for (int qp = from; qp < to; qp++) {
            moved += step(qp);
        }
        for (int qp = to; qp < from; qp++) {
            moved -= step(qp);
        }
        return usable(moved);
    }

    /** Returns the nearest CRF that the encoder accepts and people write. */
    double usable(double crf);

    /**
     * Returns the settings that decide how the bits of a CRF are distributed, by the encoder's own names and in its
     * order.
     */
    Map<String, String> params();

    /** Returns the reason for these settings, for people. */
    String reason();
}
