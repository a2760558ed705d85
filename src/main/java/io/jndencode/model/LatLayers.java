package io.jndencode.model;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Initial;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.Shape;
import io.jndencode.nn.Value;

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
        Mlp mlp = new Mlp(name, channels, channels / REDUCTION);
        Value sum = graph.add(mlp.apply(graph.globalAveragePool(x)), mlp.apply(graph.globalMaxPool(x)));
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

    /** Two dense layers used twice with the same weights. */
    private final class Mlp {
        private final Value downKernel;
        private final Value downBias;
        private final Value upKernel;
        private final Value upBias;

        Mlp(String name, int channels, int hidden) {
            downKernel = kernel(name + ".down", channels, hidden);
            downBias = bias(name + ".down", hidden);
            upKernel = kernel(name + ".up", hidden, channels);
            upBias = bias(name + ".up", channels);
        }

        Value apply(Value x) {
            GraphBuilder graph = layers.graph();
            return graph.dense(graph.relu(graph.dense(x, downKernel, downBias)), upKernel, upBias);
        }

        private Value kernel(String name, int inputs, int units) {
            return weight(name + ".kernel", Shape.of(inputs, units), new Initial.GlorotUniform(inputs, units));
        }

        private Value bias(String name, int units) {
            return weight(name + ".bias", Shape.of(units), Initial.ZEROS);
        }

        private Value weight(String name, Shape shape, Initial initial) {
            Parameter.Role role = layers.trainable() ? Parameter.Role.TRAINABLE : Parameter.Role.FROZEN;
            return layers.graph().parameter(new Parameter(name, shape, role, initial));
        }
    }
}
