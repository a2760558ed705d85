package io.jndencode.train;

import io.jndencode.nn.Storage;
import java.util.Objects;

/**
 * What a written model says of its making, and how it keeps its weights.
 *
 * @param version the program's version
 * @param command the command line that trains it again
 * @param storage of kernels; vectors stay in single precision
 */
public record Provenance(String version, String command, Storage storage) {
    public Provenance {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(command, "command is null");
        Objects.requireNonNull(storage, "storage is null");
    }
}
