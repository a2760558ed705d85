package io.jndencode.dataset;

import java.util.Locale;

/** A part of a dataset. Shots of one source are all in the same part. */
public enum Split {
    /** Used to fit the weights. */
    TRAIN,
    /** Used to choose the best epoch. */
    VALID,
    /** Used for evaluation only; no choice depends on it. */
    TEST;

    /** Returns the folder's name in the dataset layout. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
