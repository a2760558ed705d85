package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.text.EnumName;

/** What to do with HDR metadata of single frames (HDR10+, Dolby Vision). */
public enum DynamicHdr {
    /**
     * Keeps it if the encoder and the container can; a video that is meaningless without the part they cannot keep is
     * refused.
     */
    KEEP,
    /** Leaves it out. */
    DROP;

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
        return EnumName.of(this);
    }
}
