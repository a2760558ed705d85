package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.SidecarTotals;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one input ended.
 *
 * @param totals the sizes, null if nothing was encoded
 * @param reason for anything but a success, empty otherwise
 */
public record BatchEnding(
        Path input, BatchResult result, @Nullable SidecarTotals totals, double seconds, int exitCode, String reason) {}
