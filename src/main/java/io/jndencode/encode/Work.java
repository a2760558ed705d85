package io.jndencode.encode;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a job uses the machine.
 *
 * @param workers shots encoded at once
 * @param tempDir where the folder for segments is made, null for beside the output
 * @param keepTemp whether that folder stays
 */
public record Work(int workers, @Nullable Path tempDir, boolean keepTemp) {
    private static final int MOST = 256;

    public Work {
        if (workers < 1 || workers > MOST) {
            throw new JndException.Usage("workers must be 1 to " + MOST + ", got " + workers);
        }
    }

    /** One worker a hardware thread, segments beside the output. */
    public static Work ofThisMachine() {
        return new Work(Math.min(MOST, Runtime.getRuntime().availableProcessors()), null, false);
    }
}
