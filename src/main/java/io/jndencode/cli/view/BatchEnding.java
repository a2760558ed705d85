package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one input ended.
 *
 * @param totals the sizes, null if nothing was encoded
 * @param reason for anything but a success, empty otherwise
 */
public record BatchEnding(
        Path input, BatchResult result, Sidecar.@Nullable Totals totals, double seconds, int exitCode, String reason) {}
