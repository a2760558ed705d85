package io.jndencode.train.network;

import java.util.Objects;

/**
 * The origin recorded in a written model, and how it stores its weights.
 *
 * @param version the program's version
 * @param command the command line that trains it again
 * @param packing how the file stores kernels
 */
public record Provenance(String version, String command, WeightPrecision packing) {
    public Provenance {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(command, "command is null");
        Objects.requireNonNull(packing, "packing is null");
    }
}
