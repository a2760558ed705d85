package io.jndencode.encode;

import io.jndencode.media.TimeRange;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one video.
 *
 * @param input the video
 * @param range the part of it to analyse and encode
 * @param preset all choices
 * @param output the encoded video, null to plan only
 * @param overwrite whether an existing output may be replaced
 * @param work how to use the machine
 */
public record JobRequest(
        Path input,
        TimeRange range,
        Preset preset,
        @Nullable Path output,
        boolean overwrite,
        Work work) {
    public JobRequest {
        Objects.requireNonNull(input, "input is null");
        Objects.requireNonNull(range, "range is null");
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(work, "work is null");
    }

    /** All of a video. */
    public JobRequest(Path input, Preset preset, @Nullable Path output, boolean overwrite, Work work) {
        this(input, TimeRange.WHOLE, preset, output, overwrite, work);
    }
}
