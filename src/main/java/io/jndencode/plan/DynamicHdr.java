package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;

/** What becomes of HDR metadata that a source has for single frames (HDR10+, Dolby Vision). */
public enum DynamicHdr {
    /** Kept where encoder and container can; a video that means nothing without what they cannot is refused. */
    KEEP("keep"),
    /** Left out. */
    DROP("drop");

    private final String text;

    DynamicHdr(String text) {
        this.text = text;
    }

    /** Reads {@code keep} or {@code drop}. */
    @JsonCreator
    public static DynamicHdr parse(String text) {
        return switch (text) {
            case "keep" -> KEEP;
            case "drop" -> DROP;
            default -> throw new JndException.Usage("dynamic HDR \"" + text + "\" is not known: give keep or drop");
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
