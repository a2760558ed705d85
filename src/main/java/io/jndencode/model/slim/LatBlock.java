package io.jndencode.model.slim;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.function.UnaryOperator;

/** The block of MJ-LAT: Conv3x3, batch normalisation, ReLU, channel attention. */
final class LatBlock {
    private static final int REDUCTION = 4;

    private LatBlock() {}

    static Value of(Layers layers, String name, Value x, int filters) {
        GraphBuilder graph = layers.graph();
        Value active = graph.relu(layers.batchNorm(name + ".bn", layers.conv(name + ".conv", x, filters, 3, 1)));
        int hidden = filters / REDUCTION;
        UnaryOperator<Value> down = layers.denseWeights(name + ".attention.down", filters, hidden, 0);
        UnaryOperator<Value> up = layers.denseWeights(name + ".attention.up", hidden, filters, 0);
        UnaryOperator<Value> shared = pooled -> up.apply(graph.relu(down.apply(pooled)));
        Value sum = graph.add(shared.apply(graph.globalAveragePool(active)), shared.apply(graph.globalMaxPool(active)));
        return graph.scaleChannels(active, graph.sigmoid(sum));
    }
}
