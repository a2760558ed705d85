package io.jndencode.encode;

import io.jndencode.plan.Preset;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one video.
 *
 * @param input the video
 * @param preset all choices
 * @param output the encoded video, null to plan only
 * @param overwrite whether an existing output may be replaced
 * @param work how to use the machine
 */
public record JobRequest(
        Path input, Preset preset, @Nullable Path output, boolean overwrite, Work work) {
    public JobRequest {
        Objects.requireNonNull(input, "input is null");
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(work, "work is null");
    }
}
