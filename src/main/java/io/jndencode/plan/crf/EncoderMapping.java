package io.jndencode.plan.crf;

import io.jndencode.text.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Maps a constant QP of x264 to the CRF of another encoder: a curve from QP to CRF, shifted by a weighted sum of
 * {@link CrfFeature}s of the shot and by the effects of preset and frame rate. Fitted to real encodes; docs/encoders.md
 * says how, and how well it holds.
 *
 * @param schema {@value #SCHEMA}
 * @param about how it was made and how accurate it is, for people
 * @param encoder {@code x265} or {@code svt-av1}
 * @param params the settings that the CRFs hold for, by the encoder's own names
 * @param reason why these settings, for people
 * @param curve the CRF by QP if all features have their means, at 25 frames a second; linear between its points and
 *     beyond its ends
 * @param terms one for each feature
 * @param least lower limit of the features' shift, the least among the shots of the fit
 * @param most upper limit of the shift
 * @param presets what each of the encoder's presets adds to the CRF; one that is missing adds nothing
 * @param reserve how much finer the CRF is than XPSNR and SSIM require, because VMAF requires more
 * @param perDoubling how much finer the CRF must be for every doubling of the frame rate
 * @param lowest lowest CRF used
 * @param highest highest CRF the encoder accepts
 */
public record EncoderMapping(
        String schema,
        Map<String, Object> about,
        String encoder,
        Map<String, String> params,
        String reason,
        List<Knot> curve,
        List<CrfMapping.Term> terms,
        double least,
        double most,
        Map<String, Double> presets,
        double reserve,
        double perDoubling,
        double lowest,
        double highest)
        implements RateMapping {
    public static final String SCHEMA = "jnd-encode/encoder-mapping/1";

    /** Steps per CRF: SVT-AV1 accepts quarters and nothing finer. */
    private static final int STEPS = 4;

    /** A point of the curve. */
    public record Knot(double qp, double crf) {}

    public EncoderMapping {
        Objects.requireNonNull(encoder, "encoder is null");
        Objects.requireNonNull(reason, "reason is null");
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
        curve = List.copyOf(curve);
        terms = List.copyOf(terms);
        if (curve.size() < 2 || !(least <= most && lowest < highest)) {
            throw new IllegalArgumentException("no curve of " + curve.size() + " points with shifts from " + least
                    + " to " + most + " within " + lowest + " to " + highest);
        }
        for (int i = 1; i < curve.size(); i++) {
            if (!(curve.get(i - 1).qp() < curve.get(i).qp())) {
                throw new IllegalArgumentException("the curve's QPs do not rise: " + curve);
            }
        }
    }

    static EncoderMapping read(String resource) {
        return KnownMappings.resource(resource, EncoderMapping.class);
    }

    /** Returns the mapping in its file format. */
    public String text() {
        return Json.pretty(this);
    }

    @Override
    public double crf(String preset, int qp, CrfScene scene) {
        double shift = 0;
        for (CrfMapping.Term term : terms) {
            shift += term.part(qp, scene);
        }
        return usable(onCurve(qp)
                + Math.max(least, Math.min(most, shift))
                + presets.getOrDefault(preset, 0.0)
                - reserve
                - CrfScene.rateShift(perDoubling, scene.frameRate()));
    }

    private double onCurve(double qp) {
        int piece = piece(qp);
        Knot from = curve.get(piece);
        return from.crf() + (qp - from.qp()) * slope(piece);
    }

    /** Returns the index of the curve's segment for a QP: the last point at or below it, the final point excluded. */
    private int piece(double qp) {
        int i = 0;
        while (i < curve.size() - 2 && curve.get(i + 1).qp() <= qp) {
            i++;
        }
        return i;
    }

    private double slope(int piece) {
        Knot from = curve.get(piece);
        Knot to = curve.get(piece + 1);
        return (to.crf() - from.crf()) / (to.qp() - from.qp());
    }

    @Override
    public double step(int qp) {
        return slope(piece(qp));
    }

    @Override
    public double usable(double crf) {
        return Math.max(lowest, Math.min(highest, Math.round(crf * STEPS) / (double) STEPS));
    }
}
