package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.plan.crf.RateMapping;

/** How an encoder is given a shot's quality. */
public sealed interface RateControl {
    /** A constant QP of x264, on which the levels are defined. P frames take the QP, I frames QP-3, B frames QP+2. */
    record ConstantQp() implements RateControl {
        @JsonValue
        @Override
        public String toString() {
            return "cqp";
        }
    }

    /** A constant rate factor, on the encoder's own scale. It is not a QP: {@link RateMapping} finds the one that measures the same. */
    record Crf() implements RateControl {
        @JsonValue
        @Override
        public String toString() {
            return "crf";
        }
    }

    /** Reads {@code cqp} or {@code crf}. */
    @JsonCreator
    static RateControl parse(String text) {
        return switch (text) {
            case "cqp" -> new ConstantQp();
            case "crf" -> new Crf();
            default -> throw new JndException.Usage("rate control \"" + text + "\" is not known: give cqp or crf");
        };
    }
}
