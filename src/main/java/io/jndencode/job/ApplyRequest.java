package io.jndencode.job;

import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to encode from a sidecar.
 *
 * @param sidecar the plan, already checked when it was read
 * @param source the video it belongs to
 * @param output the encoded video
 * @param overwrite whether an existing output may be replaced
 * @param work how to use the machine
 * @param checks how the encode is checked
 * @param worthwhile how many percent of the video must be expected to be saved for it to be encoded; null to encode it in any case
 */
public record ApplyRequest(
        Sidecar sidecar,
        Path source,
        Path output,
        boolean overwrite,
        Resources work,
        VerifyOptions checks,
        @Nullable Double worthwhile) {
    public ApplyRequest {
        Objects.requireNonNull(sidecar, "sidecar is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(output, "output is null");
        Objects.requireNonNull(work, "work is null");
        Objects.requireNonNull(checks, "checks is null");
    }

    /** Creates a request that is encoded in any case. */
    public ApplyRequest(
            Sidecar sidecar, Path source, Path output, boolean overwrite, Resources work, VerifyOptions checks) {
        this(sidecar, source, output, overwrite, work, checks, null);
    }

    /** Creates a request without checks. */
    public ApplyRequest(Sidecar sidecar, Path source, Path output, boolean overwrite, Resources work) {
        this(sidecar, source, output, overwrite, work, VerifyOptions.NONE);
    }

    /** Returns this request with other checks. */
    public ApplyRequest with(VerifyOptions other) {
        return new ApplyRequest(sidecar, source, output, overwrite, work, other, worthwhile);
    }

    /** Returns this request for an encode only if it is expected to save as many percent of the video; null for any encode. */
    public ApplyRequest ifSaving(@Nullable Double percent) {
        return new ApplyRequest(sidecar, source, output, overwrite, work, checks, percent);
    }
}
