package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.media.TimeRange;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to analyse, plan and possibly encode one video.
 *
 * @param input the video
 * @param range the part of it to analyse and encode
 * @param shots the shots if known beforehand, null to detect them
 * @param preset all choices
 * @param output the encoded video, null to plan only
 * @param plannedFor if nothing is encoded, the output the plan is for: work is kept for it until the plan is done; null
 *     to keep none
 * @param overwrite whether an existing output may be replaced
 * @param work how to use the machine
 * @param checks how the encode is checked
 * @param worthwhile how many percent of the video must be expected to be saved for it to be encoded; null to encode it in any case
 */
public record JobRequest(
        Path input,
        TimeRange range,
        @Nullable List<Shot> shots,
        Preset preset,
        @Nullable Path output,
        @Nullable Path plannedFor,
        boolean overwrite,
        Resources work,
        VerifyOptions checks,
        @Nullable Double worthwhile) {
    public JobRequest {
        Objects.requireNonNull(input, "input is null");
        Objects.requireNonNull(range, "range is null");
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(work, "work is null");
        Objects.requireNonNull(checks, "checks is null");
        shots = shots == null ? null : List.copyOf(shots);
        if (shots != null && !range.whole()) {
            throw new JndException.Usage("--shots speaks of the whole video: leave out --start and --duration");
        }
    }

    /** Creates a request that is encoded in any case. */
    public JobRequest(
            Path input,
            TimeRange range,
            @Nullable List<Shot> shots,
            Preset preset,
            @Nullable Path output,
            @Nullable Path plannedFor,
            boolean overwrite,
            Resources work,
            VerifyOptions checks) {
        this(input, range, shots, preset, output, plannedFor, overwrite, work, checks, null);
    }

    /** Creates a request for a whole video, without checks. */
    public JobRequest(Path input, Preset preset, @Nullable Path output, boolean overwrite, Resources work) {
        this(input, TimeRange.WHOLE, null, preset, output, null, overwrite, work, VerifyOptions.NONE);
    }

    /** Returns this request with other checks. */
    public JobRequest with(VerifyOptions other) {
        return new JobRequest(input, range, shots, preset, output, plannedFor, overwrite, work, other, worthwhile);
    }

    /** Returns this request for an encode only if it is expected to save as many percent of the video; null for any encode. */
    public JobRequest ifSaving(@Nullable Double percent) {
        return new JobRequest(input, range, shots, preset, output, plannedFor, overwrite, work, checks, percent);
    }
}
