package io.jndencode.model;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The layers that read latents: LAT(64) per branch, LAT(128), pool, LAT(256), LAT(512), pool, then Dense 256, 128, 1
 * per level.
 *
 * @param layers declares the weights
 */
record LatHead(Layers layers) implements Head {
    private static final int REDUCTION = 8;

    @Override
    public Value block(String prefix, Value normal) {
        return lat(prefix + "lat64", normal, 64);
    }

    @Override
    public Value trunk(Value product) {
        GraphBuilder graph = layers.graph();
        Value half = graph.maxPool(lat("lat128", product, 128));
        Value quarter = graph.maxPool(lat("lat512", lat("lat256", half, 256), 512));
        return graph.flatten(quarter);
    }

    @Override
    public Value heads(Value features, List<Double> starts) {
        GraphBuilder graph = layers.graph();
        Value[] heads = new Value[starts.size()];
        for (int i = 0; i < heads.length; i++) {
            String name = Head.head(i, heads.length);
            Value wide = graph.relu(layers.dense(name + ".wide", features, 256));
            Value narrow = graph.relu(layers.dense(name + ".narrow", wide, 128));
            heads[i] = graph.relu(layers.dense(name + ".level", narrow, 1, starts.get(i)));
        }
        return heads.length == 1 ? heads[0] : graph.concat(1, heads);
    }

    /** Conv3x3, batch normalisation, ReLU, channel attention. */
    private Value lat(String name, Value x, int filters) {
        Value convolved = layers.conv(name + ".conv", x, filters, 3, 1);
        Value active = layers.graph().relu(layers.batchNorm(name + ".bn", convolved));
        return attention(name + ".attention", active);
    }

    /**
     * Channel attention: average- and max-pooled channels through one shared MLP, summed, sigmoid, giving each
     * channel's factor (Woo et al. 2018).
     */
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
}
