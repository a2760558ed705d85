package io.jndencode.encode;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a job uses the machine.
 *
 * @param workers shots encoded at once, null for one a hardware thread as far as memory lasts for pictures of the video's size
 * @param tempDir where the folder for segments is made, null for beside the output
 * @param keepTemp whether that folder stays
 */
public record Work(@Nullable Integer workers, @Nullable Path tempDir, boolean keepTemp) {
    static final int MOST = 256;

    public Work {
        if (workers != null && (workers < 1 || workers > MOST)) {
            throw new JndException.Usage("workers must be 1 to " + MOST + ", got " + workers);
        }
    }

    /** As many workers as the machine carries, segments beside the output. */
    public static Work ofThisMachine() {
        return new Work(null, null, false);
    }
}
