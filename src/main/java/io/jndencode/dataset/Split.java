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

    /** Returns the part whose folder has this name. */
    public static Split of(String folder) {
        for (Split split : values()) {
            if (split.folder().equals(folder)) {
                return split;
            }
        }
        throw new IllegalArgumentException("no part of a dataset is called " + folder);
    }

    /** Returns the folder's name in the dataset layout. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
