package io.jndencode.encode;

import io.jndencode.JndException;

/**
 * How an encode is checked.
 *
 * @param measure whether every shot is measured against its source
 * @param refinements how often a shot may be encoded again if its measured quality is off the target
 */
public record VerifyOptions(boolean measure, int refinements) {
    public static final VerifyOptions NONE = new VerifyOptions(false, 0);

    private static final int MOST = 5;

    public VerifyOptions {
        if (refinements < 0 || refinements > MOST) {
            throw new JndException.Usage("--refine must be 0 to " + MOST + ", got " + refinements);
        }
        if (refinements > 0 && !measure) {
            throw new IllegalArgumentException("refining without measuring");
        }
    }
}
