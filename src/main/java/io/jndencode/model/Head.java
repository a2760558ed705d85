package io.jndencode.model;

import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.List;

/** What follows the backbones: a branch a backbone, their product through one trunk, a head a level. */
sealed interface Head permits LatHead, RecHead {
    /** The tail of an architecture. */
    static Head of(Architecture architecture, Layers layers) {
        return switch (architecture.reads()) {
            case LATENT -> new LatHead(layers);
            case RECONSTRUCTION -> new RecHead(layers);
            case FRAME -> throw new IllegalArgumentException(architecture.id() + " is a backbone");
        };
    }

    /** Where the weights go. */
    Layers layers();

    /** The block behind a backbone's normalised output. */
    Value block(String prefix, Value normal);

    /** What follows the branches' product, flattened. */
    Value trunk(Value product);

    /**
     * The levels (N, heads).
     *
     * @param starts where each head starts, by its last layer's bias: a ReLU might be born dead otherwise
     */
    Value heads(Value features, List<Double> starts);

    /** Batch normalisation and the first block. */
    default Value branch(String prefix, Value feature) {
        return block(prefix, layers().batchNorm(prefix + "bn", feature));
    }

    /** {@code head} of one level, {@code head1} to {@code head3} of three. */
    static String head(int index, int count) {
        return count == 1 ? "head" : "head" + (index + 1);
    }
}
