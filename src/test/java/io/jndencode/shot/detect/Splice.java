package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.Transition;
import java.util.List;

/**
 * A video whose shots are known.
 *
 * @param frames its thumbnails
 * @param changes its true boundaries, in order
 */
record Splice(List<LumaImage> frames, List<Change> changes) {
    Splice {
        frames = List.copyOf(frames);
        changes = List.copyOf(changes);
    }

    /**
     * A true boundary.
     *
     * @param kind {@code CUT}, {@code DISSOLVE} or {@code FADE}
     * @param from the first frame that is not purely of the old shot
     * @param to the first frame that is purely of the new shot; for a cut the same as {@code from}
     * @param label what to count it under
     */
    record Change(Transition kind, long from, long to, String label) {}
}
