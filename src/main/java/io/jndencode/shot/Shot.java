package io.jndencode.shot;

import java.util.Objects;

/**
 * One shot: the unit of analysis, decision, encoding and checking.
 *
 * @param index position in the video, from 0
 * @param frames frames of the shot, half open, in presentation order
 * @param transition how it begins
 */
public record Shot(int index, FrameRange frames, Transition transition) {
    public Shot {
        Objects.requireNonNull(frames, "frames is null");
        Objects.requireNonNull(transition, "transition is null");
        if (index < 0) {
            throw new IllegalArgumentException("shot index " + index + " is negative");
        }
    }
}
