package io.jndencode.model;

import io.jndencode.nn.Graph;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Shape;
import io.jndencode.nn.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * MJ-LAT: the latents of three frozen jnd-recon encoders, each normalised and through a LAT(64) block, multiplied, then
 * LAT(128), LAT(256), LAT(512) and three heads.
 *
 * <p>Weights of encoder k are named {@code jndK.enc...}; everything else is named the same in {@link Whole} and {@link
 * Head}, so what the head learns on stored latents goes into the whole network as it is.
 */
public final class MjLat {
    /** Mean levels of the labels the first shipped network learnt from; any plausible level starts the heads alive. */
    public static final List<Double> USUAL_LEVELS = List.of(26.2, 31.0, 34.1);

    private MjLat() {}

    /** The prefix of an encoder's weights; index 0 is JND1's. */
    public static String encoderPrefix(int level) {
        return "jnd" + (level + 1) + ".";
    }

    /**
     * From frame to levels.
     *
     * @param graph the network
     * @param frame input {@code frame} (N, 3, rows, columns)
     * @param latents the three encoders' results
     * @param jnd the levels (N, 3)
     */
    public record Whole(Graph graph, Value frame, List<Value> latents, Value jnd) {
        public Whole {
            latents = List.copyOf(latents);
        }
    }

    /**
     * From stored latents to levels, with the loss to train by.
     *
     * @param graph the network
     * @param jnd the levels (N, 3)
     * @param loss weighted mean absolute error; inputs {@code latent1..3}, {@code target} (N, 3), {@code weight} (N, 1)
     *     and, where asked for, {@code keep} (N, features): a factor a feature, for dropout
     */
    public record Head(Graph graph, Value jnd, Value loss) {}

    /** The whole network with frozen encoders. */
    public static Whole whole(InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        Value frame = builder.input("frame", Shape.batchOf(3, size.height(), size.width()));
        Layers frozen = new Layers(builder, false);
        List<Value> latents = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            latents.add(Backbone.encode(frozen, encoderPrefix(level), frame));
        }
        Value features = features(new LatLayers(new Layers(builder, true)), latents);
        Value jnd = heads(new LatLayers(new Layers(builder, true)), features, USUAL_LEVELS);
        return new Whole(builder.build(), frame, latents, jnd);
    }

    /**
     * The trainable part alone.
     *
     * @param levels where the heads start: the labels' means
     * @param dropout whether there is an input {@code keep}
     */
    public static Head head(InputSize size, List<Double> levels, boolean dropout) {
        GraphBuilder builder = new GraphBuilder();
        Shape latent = Shape.batchOf(Backbone.LATENT_CHANNELS, size.latentHeight(), size.latentWidth());
        List<Value> latents = new ArrayList<>();
        for (int level = 1; level <= 3; level++) {
            latents.add(builder.input("latent" + level, latent));
        }
        LatLayers lat = new LatLayers(new Layers(builder, true));
        Value features = features(lat, latents);
        if (dropout) {
            features = builder.mul(features, builder.input("keep", features.shape()));
        }
        Value jnd = heads(lat, features, levels);
        Value target = builder.input("target", Shape.batchOf(3));
        Value weight = builder.input("weight", Shape.batchOf(1));
        Value loss = builder.meanAbsoluteError(jnd, target, weight);
        return new Head(builder.build(), jnd, loss);
    }

    private static Value features(LatLayers lat, List<Value> latents) {
        GraphBuilder graph = lat.layers().graph();
        List<Value> maps = new ArrayList<>();
        for (int level = 0; level < latents.size(); level++) {
            String name = encoderPrefix(level);
            Value normal = lat.layers().batchNorm(name + "bn", latents.get(level));
            maps.add(lat.block(name + "lat64", normal, 64));
        }
        return lat.trunk(graph.mul(graph.mul(maps.get(0), maps.get(1)), maps.get(2)));
    }

    private static Value heads(LatLayers lat, Value features, List<Double> levels) {
        Value[] heads = new Value[levels.size()];
        for (int level = 0; level < heads.length; level++) {
            heads[level] = lat.head("head" + (level + 1), features, levels.get(level));
        }
        return lat.layers().graph().concat(1, heads);
    }
}
