package io.jndencode.shot;

import io.jndencode.JndException;
import java.util.List;

/** Returns shots known beforehand as their frames arrive, and refuses a video of another length. Not thread-safe. */
public final class GivenShots {
    private final List<Shot> shots;
    private long frames;
    private int handedOut;

    /**
     * Takes the shots to return.
     *
     * @param shots at least one shot, from frame 0 on without gaps
     */
    public GivenShots(List<Shot> shots) {
        this.shots = List.copyOf(shots);
    }

    /** Returns the length of the shortest shot in frames. */
    public static int shortest(List<Shot> shots) {
        return Math.toIntExact(
                shots.stream().mapToLong(shot -> shot.frames().length()).min().orElse(1));
    }

    /** Takes the next frame; returns the shot that ended before it, if one did. */
    public List<Shot> push() {
        long frame = frames++;
        Shot open = shots.get(handedOut);
        if (frame < open.frames().end()) {
            return List.of();
        }
        if (handedOut + 1 == shots.size()) {
            throw new JndException.Usage(
                    "the shot list ends at frame " + open.frames().end() + ", but the video has more frames");
        }
        handedOut++;
        return List.of(open);
    }

    /** Returns the last shot; to be called after the last frame. */
    public List<Shot> finish() {
        long end = shots.get(shots.size() - 1).frames().end();
        if (frames != end) {
            throw new JndException.Usage(
                    "the shot list ends at frame " + end + ", but the video has " + frames + " frames");
        }
        return List.of(shots.get(handedOut));
    }
}
