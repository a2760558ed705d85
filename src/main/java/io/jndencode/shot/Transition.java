package io.jndencode.shot;

/** How a shot begins. */
public enum Transition {
    /** The first frame of the video. */
    START,
    /** A hard cut. */
    CUT,
    /** A dissolve from the shot before; the shot begins at the frame where it dominates. */
    DISSOLVE,
    /** A fade through black, white or another flat colour. */
    FADE,
    /** No editing at all: a very long shot was split so that it can be decoded, encoded and seeked in parts. */
    SPLIT
}
