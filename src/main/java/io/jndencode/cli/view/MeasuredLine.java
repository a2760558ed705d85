package io.jndencode.cli.view;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Summarises the measurements of an encode in one line. */
final class MeasuredLine {
    /** Deviations below this many QPs count as on the target. */
    private static final double NEAR = 1;

    private MeasuredLine() {}

    /** Returns the line; empty if nothing was measured. */
    static Optional<String> of(Sidecar sidecar) {
        List<Double> errors = sidecar.shots().stream()
                .map(SidecarShot::result)
                .filter(Objects::nonNull)
                .map(SidecarShot.Result::targetError)
                .filter(Objects::nonNull)
                .toList();
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        long near = errors.stream().filter(error -> Math.abs(error) <= NEAR).count();
        double coarsest = errors.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double finest = errors.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        String extremes = near == errors.size()
                ? ""
                : String.format(Locale.ROOT, ", the others up to %s", beyond(coarsest, finest));
        return Optional.of("measured: %d of %d shots within 1 QP of %s%s"
                .formatted(near, errors.size(), sidecar.target(), extremes));
    }

    private static String beyond(double coarsest, double finest) {
        String coarser = String.format(Locale.ROOT, "%.1f QP coarser", coarsest);
        String finer = String.format(Locale.ROOT, "%.1f QP finer", -finest);
        if (coarsest <= NEAR) {
            return finer;
        }
        return finest >= -NEAR ? coarser : coarser + " and " + finer;
    }
}
