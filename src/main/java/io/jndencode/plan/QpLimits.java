package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import org.jspecify.annotations.Nullable;

/**
 * The lowest and highest constant QP a plan may use, both inclusive.
 *
 * @param min 1 to max; 0 would make x264 lossless, another H.264 profile
 * @param max min to 51
 */
public record QpLimits(
        @JsonProperty("minQp") int min,
        @JsonProperty("maxQp") int max) {
    /** Allows every QP. */
    public static final QpLimits ALL = new QpLimits(1, 51);

    /** The limit that changed a shot's QP. */
    public enum Limit {
        MIN_QP("min-qp"),
        MAX_QP("max-qp");

        private final String text;

        Limit(String text) {
            this.text = text;
        }

        /** Returns the spelling used in sidecars: the option's name. */
        @JsonValue
        @Override
        public String toString() {
            return text;
        }
    }

    public QpLimits {
        if (min < 1 || max > 51 || min > max) {
            throw new JndException.Usage(
                    "QP limits %d to %d are not usable: both must lie in 1 to 51, the lower first".formatted(min, max));
        }
    }

    public int clamp(int qp) {
        return Math.max(min, Math.min(max, qp));
    }

    /** Returns the limit that {@link #clamp} applies to this QP, null if the QP lies within the limits. */
    public @Nullable Limit reason(int qp) {
        if (qp < min) {
            return Limit.MIN_QP;
        }
        return qp > max ? Limit.MAX_QP : null;
    }
}
