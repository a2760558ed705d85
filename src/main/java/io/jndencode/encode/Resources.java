package io.jndencode.encode;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a job uses the machine.
 *
 * @param workers shots encoded at once, null for one a hardware thread as far as memory lasts for pictures of the video's size
 * @param tempDir where the folder for segments is made, null for beside the output
 * @param keepTemp whether that folder stays when the job is done
 * @param resume whether finished work of an earlier run for the same output is taken, if it is still right
 */
public record Resources(@Nullable Integer workers, @Nullable Path tempDir, boolean keepTemp, boolean resume) {
    public static final int MOST = 256;

    public Resources {
        if (workers != null && (workers < 1 || workers > MOST)) {
            throw new JndException.Usage("workers must be 1 to " + MOST + ", got " + workers);
        }
    }

    /** Goes on from what an earlier run left. */
    public Resources(@Nullable Integer workers, @Nullable Path tempDir, boolean keepTemp) {
        this(workers, tempDir, keepTemp, true);
    }

    /** As many workers as the machine carries, segments beside the output. */
    public static Resources ofThisMachine() {
        return new Resources(null, null, false);
    }
}
