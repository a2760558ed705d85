package io.jndencode.encode;

import io.jndencode.plan.Sidecar;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What to encode from a sidecar.
 *
 * @param sidecar checked as it was read
 * @param source the video it speaks of
 * @param output the encoded video
 * @param overwrite whether an existing output may be replaced
 * @param work how to use the machine
 */
public record ApplyRequest(Sidecar sidecar, Path source, Path output, boolean overwrite, Work work) {
    public ApplyRequest {
        Objects.requireNonNull(sidecar, "sidecar is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(output, "output is null");
        Objects.requireNonNull(work, "work is null");
    }
}
