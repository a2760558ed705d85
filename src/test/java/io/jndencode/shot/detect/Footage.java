package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
import java.util.List;

/**
 * Thumbnails of one real take without any editing: what splices are cut from.
 *
 * @param name where it came from
 * @param scene takes of the same scene share it, and are never spliced to one another
 * @param frames consecutive frames
 */
record Footage(String name, String scene, List<LumaImage> frames) {
    Footage {
        frames = List.copyOf(frames);
    }
}
