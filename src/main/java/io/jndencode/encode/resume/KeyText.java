package io.jndencode.encode.resume;

import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Spells values inside the keys of saved work. Written out field by field, because a key must not change because a
 * class, a component or a {@code toString} does, or half-finished work would silently be done again. The texts are the
 * ones that released versions hash.
 */
final class KeyText {
    private KeyText() {}

    static String of(Sidecar.Tool tool) {
        return "Tool[name=%s, version=%s, ffmpeg=%s, x264=%s]"
                .formatted(tool.name(), tool.version(), tool.ffmpeg(), tool.x264());
    }

    static String of(FrameRange frames) {
        return "FrameRange[start=" + frames.start() + ", end=" + frames.end() + "]";
    }

    static String of(Rate rate) {
        if (rate instanceof Rate.ConstantQp constant) {
            return "ConstantQp[qp=" + constant.qp() + "]";
        }
        if (rate instanceof Rate.Crf factor) {
            return "Crf[crf=" + factor.crf() + "]";
        }
        throw new IllegalArgumentException("no key for the rate " + rate);
    }

    static String of(RateCap.AtShot at) {
        return "AtShot[maxrate=" + at.cap().maxrate() + ", bufsize=" + at.cap().bufsize() + ", fill=" + at.fill() + "]";
    }

    /** Spells a list of shots given beforehand; null if the shots are detected. */
    static String of(@Nullable List<Shot> shots) {
        return shots == null ? "null" : shots.stream().map(KeyText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String of(Shot shot) {
        return String.format(
                Locale.ROOT,
                "Shot[index=%d, frames=%s, transition=%s]",
                shot.index(),
                of(shot.frames()),
                transition(shot));
    }

    private static String transition(Shot shot) {
        return switch (shot.transition()) {
            case START -> "START";
            case CUT -> "CUT";
            case DISSOLVE -> "DISSOLVE";
            case FADE -> "FADE";
            case SPLIT -> "SPLIT";
        };
    }
}
