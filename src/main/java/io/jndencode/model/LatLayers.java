package io.jndencode.model;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.function.UnaryOperator;

/**
 * The pieces of the networks that read latents.
 *
 * @param layers where their weights go
 */
record LatLayers(Layers layers) {
    private static final int REDUCTION = 8;

    /** Conv3x3, batch normalisation, ReLU, channel attention. */
    Value block(String name, Value x, int filters) {
        GraphBuilder graph = layers.graph();
        Value convolved = layers.conv(name + ".conv", x, filters, 3, 1);
        Value active = graph.relu(layers.batchNorm(name + ".bn", convolved));
        return attention(name + ".attention", active);
    }

    /** Average- and max-pooled channels through one shared MLP, summed, sigmoid: each channel's factor (Woo et al. 2018). */
    private Value attention(String name, Value x) {
        GraphBuilder graph = layers.graph();
        int channels = x.shape().dim(1);
        int hidden = channels / REDUCTION;
        UnaryOperator<Value> down = layers.denseWeights(name + ".down", channels, hidden, 0);
        UnaryOperator<Value> up = layers.denseWeights(name + ".up", hidden, channels, 0);
        UnaryOperator<Value> shared = pooled -> up.apply(graph.relu(down.apply(pooled)));
        Value sum = graph.add(shared.apply(graph.globalAveragePool(x)), shared.apply(graph.globalMaxPool(x)));
        return graph.scaleChannels(x, graph.sigmoid(sum));
    }

    /** Block 128, pool, block 256, block 512, pool, flatten: what follows once there is one map of 64 channels. */
    Value trunk(Value x) {
        GraphBuilder graph = layers.graph();
        Value half = graph.maxPool(block("lat128", x, 128));
        Value quarter = graph.maxPool(block("lat512", block("lat256", half, 256), 512));
        return graph.flatten(quarter);
    }

    /** Dense 256, 128, 1 with ReLUs: the last one's bias starts at the level, or it might be born dead. */
    Value head(String name, Value features, double level) {
        GraphBuilder graph = layers.graph();
        Value wide = graph.relu(layers.dense(name + ".wide", features, 256));
        Value narrow = graph.relu(layers.dense(name + ".narrow", wide, 128));
        return graph.relu(layers.dense(name + ".level", narrow, 1, level));
    }
}
