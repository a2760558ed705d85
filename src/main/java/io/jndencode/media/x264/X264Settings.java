package io.jndencode.media.x264;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How libx264 encodes one segment. An encoder always runs with one thread, so that its bytes do not depend on the machine;
 * shots run in parallel instead.
 *
 * @param preset x264's preset, "ultrafast" to "placebo"
 * @param rate constant QP or CRF
 * @param params further x264 parameters by x264's own names, in order; see {@link X264Keys#parse}
 * @param pixelFormat FFmpeg's name of the pixel format to encode in, null for the source's
 */
public record X264Settings(
        String preset,
        Rate rate,
        Map<String, String> params,
        @Nullable String pixelFormat) {
    /** How the quantiser is chosen. */
    public sealed interface Rate {}

    /**
     * A constant quantiser.
     *
     * @param qp of P frames, 1 to 51 at every bit depth; x264 codes I frames 3 finer and B frames 2 coarser
     */
    public record ConstantQp(int qp) implements Rate {
        public ConstantQp {
            if (qp < 1 || qp > 51) { // 0 would switch to lossless coding, another H.264 profile
                throw new IllegalArgumentException("a constant QP is 1 to 51, not " + qp);
            }
        }
    }

    /**
     * x264's constant rate factor.
     *
     * @param crf above 0 to 51; not a QP
     */
    public record Crf(double crf) implements Rate {
        /**
         * What x264 distributes the bits of a CRF by, the same with all presets, so that a CRF means the same with each. All but the
         * adaptive quantisation are x264's usual values; that one goes by the picture's own variance and not too far, which cost
         * the fewest bits at equal XPSNR and SSIM and made the CRF of equal quality easiest to foresee (docs/crf.md).
         */
        public static final String PARAMS = "aq-mode=2:aq-strength=0.6:mbtree=1:qcomp=0.6:rc-lookahead=40";

        public Crf {
            if (!(crf > 0 && crf <= 51)) {
                throw new IllegalArgumentException("a CRF is above 0 to 51, not " + crf);
            }
        }
    }

    public X264Settings {
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(rate, "rate is null");
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        X264Keys.checkPreset(preset);
        params.forEach(X264Keys::check);
    }

    /** Constant QP with x264's other values as the preset has them. */
    public static X264Settings constantQp(String preset, int qp) {
        return new X264Settings(preset, new ConstantQp(qp), Map.of(), null);
    }

    public X264Settings withRate(Rate other) {
        return new X264Settings(preset, other, params, pixelFormat);
    }

    /** The parameters as x264 and FFmpeg spell them, {@code k=v:k=v}. */
    public String paramsText() {
        return params.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(":"));
    }
}
