package io.jndencode.plan.crf;

import java.util.Map;

/**
 * From a shot's JND QP, which speaks of x264 at a constant QP, to the rate factor at which an encoder's picture measures as good: XPSNR
 * and SSIM both. Besides, the encoder's psychovisual settings that this holds for.
 */
public sealed interface RateMapping permits EncoderMapping, X264Mapping {
    /**
     * The mapping of this version for an encoder.
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

    /** The CRF at which a shot measures as at a constant QP of x264, as the encoder takes it. */
    double crf(String preset, int qp, CrfScene scene);

    /** How much coarser in CRF one QP is, at a QP. */
    double step(int qp);

    /** The CRF of a shot that is to look as at another QP. */
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

    /** The nearest CRF that the encoder takes and people write. */
    double usable(double crf);

    /** What decides how the bits of a CRF are distributed, by the encoder's own names, in its order. */
    Map<String, String> params();

    /** Why these, for people. */
    String reason();
}
