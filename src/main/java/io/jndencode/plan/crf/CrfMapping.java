package io.jndencode.plan.crf;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * From a shot's constant QP to the CRF whose encode measures the same: CRF - QP as a weighted sum of {@link CrfFeature}s, fitted to real
 * encodes; docs/crf.md says how, and how well it holds.
 *
 * <p>With a macroblock tree, x264 makes all quantisers of a video coarser by 6 (1 - qcomp) = 2.4 for every doubling of the frame rate
 * above 25 a second (ratecontrol.c, get_qscale). That is taken off exactly; the sum speaks of 25 frames a second.
 *
 * @param schema {@value #SCHEMA}
 * @param about how it was made and how well it does, for people
 * @param intercept CRF - QP where all features have their means
 * @param terms one for each feature
 * @param least CRF - QP is never taken below this, the least of the fit's shots
 * @param most nor above this
 */
public record CrfMapping(
        String schema, Map<String, Object> about, double intercept, List<Term> terms, double least, double most) {
    public static final String SCHEMA = "jnd-encode/crf-mapping/1";

    /** CRF of 0 is lossless, another H.264 profile. */
    public static final double LOWEST = 1;

    public static final double HIGHEST = 51;

    private static final double RATE_SLOPE = 2.4;
    private static final double BASE_RATE = 25;

    /** The rates between which x264 knows frame durations apart. */
    private static final double SLOWEST = 1;

    private static final double FASTEST = 100;

    /**
     * One feature's part.
     *
     * @param mean of the feature over the encodes of the fit
     * @param weight CRF per unit of the feature
     */
    public record Term(CrfFeature feature, double mean, double weight) {}

    public CrfMapping {
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        terms = List.copyOf(terms);
        if (!(least <= most)) {
            throw new IllegalArgumentException("no range from " + least + " to " + most);
        }
    }

    /** The mapping of this version. */
    public static CrfMapping standard() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = CrfMapping.class.getResourceAsStream("crf-mapping.json")) {
            return mapper.readValue(Objects.requireNonNull(in, "crf-mapping.json"), CrfMapping.class);
        } catch (IOException e) {
            throw new IllegalStateException("the mapping to CRFs cannot be read", e);
        }
    }

    /** As its file has it. */
    public String text() {
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(this)
                    + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("not writable as JSON: " + this, e);
        }
    }

    /** The CRF at which a shot measures as at a constant QP. */
    public double crf(int qp, CrfScene scene) {
        double difference = intercept;
        for (Term term : terms) {
            difference += term.weight() * (term.feature().of(qp, scene) - term.mean());
        }
        return usable(qp + Math.max(least, Math.min(most, difference)) - ofRate(scene.frameRate()));
    }

    /** How much coarser x264 codes at the same CRF for being shown so many frames a second. */
    public static double ofRate(double frameRate) {
        double rate = Math.max(SLOWEST, Math.min(FASTEST, frameRate));
        return RATE_SLOPE * Math.log(rate / BASE_RATE) / Math.log(2);
    }

    /** The nearest CRF that x264 takes and people write: one decimal. */
    public static double usable(double crf) {
        return Math.max(LOWEST, Math.min(HIGHEST, Math.round(crf * 10) / 10.0));
    }
}
