package io.jndencode.encode;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a job uses the machine.
 *
 * @param workers number of shots encoded at once; null for one per hardware thread, fewer if memory is short for the
 *     picture size
 * @param tempDir where the folder for segments is created, null for beside the output
 * @param keepTemp whether that folder stays when the job is done
 * @param resume whether to reuse finished work of an earlier run for the same output if it is still valid
 */
public record Resources(@Nullable Integer workers, @Nullable Path tempDir, boolean keepTemp, boolean resume) {
    public static final int MOST = 256;

    public Resources {
        if (workers != null && (workers < 1 || workers > MOST)) {
            throw new JndException.Usage("workers must be 1 to " + MOST + ", got " + workers);
        }
    }

    /** Creates resources that resume what an earlier run left. */
    public Resources(@Nullable Integer workers, @Nullable Path tempDir, boolean keepTemp) {
        this(workers, tempDir, keepTemp, true);
    }

    /** Returns resources with as many workers as the machine can carry and segments beside the output. */
    public static Resources ofThisMachine() {
        return new Resources(null, null, false);
    }
}
