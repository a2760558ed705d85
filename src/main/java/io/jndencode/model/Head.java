package io.jndencode.model;

import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.List;

/**
 * The layers after the backbones: one branch per backbone, the product of the branches, a shared trunk, one output per
 * level.
 */
sealed interface Head permits LatHead, RecHead {
    /** Returns the head of an architecture. */
    static Head of(Architecture architecture, Layers layers) {
        return switch (architecture.reads()) {
            case LATENT -> new LatHead(layers);
            case RECONSTRUCTION -> new RecHead(layers);
            case FRAME -> throw new IllegalArgumentException(architecture.id() + " is a backbone");
        };
    }

    /** Returns the layers that declare the weights. */
    Layers layers();

    /** Builds the block after a backbone's normalised output. */
    Value block(String prefix, Value normal);

    /** Builds the layers after the product of the branches, ending flattened. */
    Value trunk(Value product);

    /**
     * Builds the levels (N, heads).
     *
     * @param starts starting value of each head, set by its last layer's bias: otherwise a ReLU might start dead
     */
    Value heads(Value features, List<Double> starts);

    /** Builds batch normalisation and the first block. */
    default Value branch(String prefix, Value feature) {
        return block(prefix, layers().batchNorm(prefix + "bn", feature));
    }

    /** Returns the name of a head: {@code head} for a single level, {@code head1} to {@code head3} for three. */
    static String head(int index, int count) {
        return count == 1 ? "head" : "head" + (index + 1);
    }
}
