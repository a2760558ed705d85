package io.jndencode.plan.crf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The mapping to x264's CRF, which means the same with all its presets: a {@link CrfMapping} and the settings it was
 * fitted to.
 */
public record X264Mapping(CrfMapping mapping) implements RateMapping {
    public X264Mapping {
        Objects.requireNonNull(mapping, "mapping is null");
    }

    @Override
    public double crf(String preset, int qp, CrfScene scene) {
        return mapping.crf(qp, scene);
    }

    @Override
    public double step(int qp) {
        return 1;
    }

    @Override
    public double usable(double crf) {
        return CrfMapping.usable(crf);
    }

    @Override
    public Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("aq-mode", "2");
        params.put("aq-strength", "0.6");
        params.put("mbtree", "1");
        params.put("qcomp", "0.6");
        params.put("rc-lookahead", "40");
        return params;
    }

    @Override
    public String reason() {
        return "fewest bits at equal XPSNR and SSIM, and the CRF of equal quality easiest to foresee";
    }
}
