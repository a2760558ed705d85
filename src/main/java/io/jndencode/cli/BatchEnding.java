package io.jndencode.cli;

import io.jndencode.plan.Sidecar;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one input ended.
 *
 * @param totals sizes, null where nothing was encoded
 * @param reason for anything but a success, empty otherwise
 */
record BatchEnding(
        Path input, BatchResult result, Sidecar.@Nullable Totals totals, double seconds, int exitCode, String reason) {}
