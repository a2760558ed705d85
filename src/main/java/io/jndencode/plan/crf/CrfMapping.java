package io.jndencode.plan.crf;

import io.jndencode.text.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps a shot's constant QP to the CRF whose encode measures the same: CRF - QP as a weighted sum of {@link
 * CrfFeature}s, fitted to real encodes; docs/crf.md says how, and how well it holds.
 *
 * <p>With a macroblock tree, x264 makes all quantisers of a video coarser by 6 (1 - qcomp) = 2.4 for every doubling of
 * the frame rate above 25 a second (ratecontrol.c, get_qscale). That is compensated exactly; the weighted sum is for 25
 * frames a second.
 *
 * @param schema {@value #SCHEMA}
 * @param about how it was made and how accurate it is, for people
 * @param intercept CRF - QP if all features have their means
 * @param terms one for each feature
 * @param least lower limit of CRF - QP, the least among the shots of the fit
 * @param most upper limit, the largest among them
 */
public record CrfMapping(
        String schema, Map<String, Object> about, double intercept, List<Term> terms, double least, double most) {
    public static final String SCHEMA = "jnd-encode/crf-mapping/1";

    /** Lowest CRF used: a CRF of 0 is lossless, another H.264 profile. */
    public static final double LOWEST = 1;

    public static final double HIGHEST = 51;

    private static final double RATE_SLOPE = 2.4;
    /**
     * The term of one feature.
     *
     * @param mean of the feature over the encodes of the fit
     * @param weight CRF per unit of the feature
     */
    public record Term(CrfFeature feature, double mean, double weight) {
        /** Returns what the feature of a shot adds to the CRF. */
        double part(int qp, CrfScene scene) {
            return weight * (feature.of(qp, scene) - mean);
        }
    }

    public CrfMapping {
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        terms = List.copyOf(terms);
        if (!(least <= most)) {
            throw new IllegalArgumentException("no range from " + least + " to " + most);
        }
    }

    /** Returns the mapping of this version. */
    public static CrfMapping standard() {
        return KnownMappings.resource("crf-mapping.json", CrfMapping.class);
    }

    /** Returns the mapping in its file format. */
    public String text() {
        return Json.pretty(this);
    }

    /** Returns the CRF at which a shot measures the same as at a constant QP. */
    public double crf(int qp, CrfScene scene) {
        double difference = intercept;
        for (Term term : terms) {
            difference += term.part(qp, scene);
        }
        return usable(qp + Math.max(least, Math.min(most, difference)) - ofRate(scene.frameRate()));
    }

    /** Returns by how much x264 codes more coarsely at the same CRF because of this frame rate, in CRF. */
    public static double ofRate(double frameRate) {
        return CrfScene.rateShift(RATE_SLOPE, frameRate);
    }

    /** Returns the nearest CRF with one decimal, which x264 accepts and people write. */
    public static double usable(double crf) {
        return Math.max(LOWEST, Math.min(HIGHEST, Math.round(crf * 10) / 10.0));
    }
}
