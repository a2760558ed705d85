package io.jndencode.plan.forecast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How large the encodes of one encoder are at one kind of rate. Fitted to real encodes; docs/forecast.md says how, and how well it holds.
 *
 * @param probed for shots with probe encodes
 * @param unprobed for shots without
 * @param presets what each of the encoder's presets adds, in doublings; only those that were measured
 * @param about how it was made and how accurate it is, for people
 */
public record EncoderForecast(
        SizeModel probed, SizeModel unprobed, Map<String, Double> presets, Map<String, Object> about) {
    /** How much wider the range is with settings that were not measured. */
    private static final double UNMEASURED = 1.5;

    public EncoderForecast {
        Objects.requireNonNull(probed, "probed is null");
        Objects.requireNonNull(unprobed, "unprobed is null");
        presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
    }

    /**
     * Returns the size of a shot.
     *
     * @param preset the encoder's own
     * @param plain whether no further option of the encoder is set
     */
    public SizeForecast of(ForecastScene shot, String preset, boolean plain) {
        SizeModel model = model(shot);
        double bits = model.of(shot) + presets.getOrDefault(preset, 0.0);
        boolean measured = plain && presets.containsKey(preset);
        return SizeForecast.of(
                Math.pow(2, bits) * shot.pixels() / Byte.SIZE, model.deviation() * (measured ? 1 : UNMEASURED));
    }

    /**
     * Returns by how many doublings the size of a shot changes for each QP more, or each CRF where it has one.
     *
     * @param step by how much the CRF rises for each QP
     */
    double slope(ForecastScene shot, double step) {
        SizeModel model = model(shot);
        double perQp = model.slope(ForecastFeature.QP);
        return shot.crf() == null ? perQp : (perQp + model.slope(ForecastFeature.CRF) * (step - 1)) / step;
    }

    private SizeModel model(ForecastScene shot) {
        return shot.probes() == null ? unprobed : probed;
    }
}
