package io.jndencode.jnd;

/** The three just-noticeable differences of a shot, from the finest to the coarsest. */
public enum JndLevel {
    JND1,
    JND2,
    JND3
}
