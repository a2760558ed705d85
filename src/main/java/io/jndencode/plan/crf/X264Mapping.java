package io.jndencode.plan.crf;

import io.jndencode.media.encoder.VideoEncoder;
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
        return VideoEncoder.usual().crfParameters();
    }

    @Override
    public String reason() {
        return "fewest bits at equal XPSNR and SSIM, and the CRF of equal quality easiest to foresee";
    }
}
