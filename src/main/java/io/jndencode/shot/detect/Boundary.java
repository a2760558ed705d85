package io.jndencode.shot.detect;

import io.jndencode.shot.Transition;

/**
 * A place where a shot may begin.
 *
 * @param frame first frame of the new shot
 * @param transition kind of the change
 * @param strength how different the pictures on the two sides are (mean grey levels after motion compensation)
 */
record Boundary(long frame, Transition transition, double strength) {
    /** Returns whether this boundary is kept when only one of the two can be: a cut is exact and wins over a gradual change. */
    boolean outranks(Boundary other) {
        boolean cut = transition == Transition.CUT;
        boolean otherCut = other.transition == Transition.CUT;
        return cut == otherCut ? strength > other.strength : cut;
    }
}
