package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonValue;

/** The QP limit that changed a shot's QP. */
public enum ClampedBy {
    MIN_QP("min-qp"),
    MAX_QP("max-qp");

    private final String text;

    ClampedBy(String text) {
        this.text = text;
    }

    /** Returns the spelling used in sidecars: the option's name. */
    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
