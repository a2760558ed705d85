package io.jndencode.shot;

/** How a shot begins. */
public enum Transition {
    /** The first frame of the video. */
    START,
    /** A hard cut. */
    CUT,
    /** A dissolve from the previous shot; the shot begins at the frame in which it dominates. */
    DISSOLVE,
    /** A fade through black, white or another flat colour. */
    FADE,
    /** No edit: a very long shot was split so that it can be decoded, encoded and seeked in parts. */
    SPLIT
}
