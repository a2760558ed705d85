package io.jndencode.model;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import java.util.List;

/**
 * The layers that read reconstructions: REC(512) per branch, REC(256), REC(128), REC(64), REC(32), one Dense 512, then
 * Dense 1 per level.
 *
 * @param layers declares the weights
 */
record RecHead(Layers layers) implements Head {
    @Override
    public Value block(String prefix, Value normal) {
        return rec(prefix + "rec512", normal, 512);
    }

    @Override
    public Value trunk(Value product) {
        Value x = product;
        for (int filters = 256; filters >= 32; filters /= 2) {
            x = rec("rec" + filters, x, filters);
        }
        return layers.graph().flatten(x);
    }

    @Override
    public Value heads(Value features, List<Double> starts) {
        GraphBuilder graph = layers.graph();
        Value wide = graph.relu(layers.dense("wide", features, 512));
        Value[] heads = new Value[starts.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = graph.relu(layers.dense(Head.head(i, heads.length) + ".level", wide, 1, starts.get(i)));
        }
        return heads.length == 1 ? heads[0] : graph.concat(1, heads);
    }

    /** Conv3x3, batch normalisation, ReLU, pool. */
    private Value rec(String name, Value x, int filters) {
        Value convolved = layers.conv(name + ".conv", x, filters, 3, 1);
        return layers.graph().maxPool(layers.graph().relu(layers.batchNorm(name + ".bn", convolved)));
    }
}
