package io.jndencode.model;

import io.jndencode.model.Architecture.Reads;
import io.jndencode.nn.Graph;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import io.jndencode.nn.onnx.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks that predict levels: LAT, REC, their end-to-end variants and those for three levels at once. One or
 * three backbones, a branch on the latent or reconstruction of each, the product of the branches, one trunk, one head
 * per level.
 *
 * <p>The weights of a single backbone are named as in {@link Backbone}, those of three {@code jndK.enc1...}; everything
 * else has the same names in {@link #whole}, {@link #head} and {@link #endToEnd}, so weights trained in one can be used
 * in the others unchanged.
 */
public final class JndNetwork {
    /**
     * Mean levels of the labels of the first shipped network; any plausible level keeps the heads from starting dead.
     */
    public static final List<Double> USUAL_LEVELS = List.of(26.2, 31.0, 34.1);

    private static final double PICTURE_SHARE = 0.01;
    private static final double LEVEL_SHARE = 0.99;

    private JndNetwork() {}

    /**
     * The network from frame to levels.
     *
     * @param graph the network; input {@code frame} (N, 3, rows, columns)
     * @param features the output of each backbone: latents or reconstructions
     * @param jnd the levels (N, levels)
     */
    public record Whole(Graph graph, List<Value> features, Value jnd) {
        public Whole {
            features = List.copyOf(features);
        }
    }

    /**
     * A part to train.
     *
     * @param graph the network; its inputs are listed at the factory methods
     * @param jnd the levels (N, levels)
     * @param loss the loss to minimise
     */
    public record Trainable(Graph graph, Value jnd, Value loss) {}

    /** Returns the prefix of a backbone's weights: empty for a single one, {@code jnd1.} to {@code jnd3.} for three. */
    public static String backbonePrefix(Architecture architecture, int index) {
        return architecture.levels() == 1 ? "" : "jnd" + (index + 1) + ".";
    }

    /**
     * Returns the input of {@link #head} that takes a backbone's output: {@code latent}, or {@code latent1} to {@code
     * latent3}.
     */
    public static String featureName(Architecture architecture, int index) {
        String name = architecture.reads() == Reads.LATENT ? "latent" : "reconstruction";
        return architecture.levels() == 1 ? name : name + (index + 1);
    }

    /** Returns the channels, rows and columns of a backbone's output. */
    public static Shape featureShape(Architecture architecture, InputSize size) {
        return architecture.reads() == Reads.LATENT
                ? Shape.batchOf(Backbone.LATENT_CHANNELS, size.latentHeight(), size.latentWidth())
                : frames(size);
    }

    /** Builds the whole network for inference; it includes decoders only if their output is read. */
    public static Whole whole(Architecture architecture, InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        Value frame = builder.input("frame", frames(size));
        Layers backbones = new Layers(builder, architecture.endToEnd());
        List<Value> features = new ArrayList<>();
        for (int i = 0; i < architecture.levels(); i++) {
            features.add(feature(architecture, backbones, backbonePrefix(architecture, i), frame));
        }
        Head tail = Head.of(architecture, new Layers(builder, true));
        List<Double> starts = USUAL_LEVELS.subList(0, architecture.levels());
        Value jnd = tail.heads(flat(architecture, tail, features), starts);
        return new Whole(builder.build(), features, jnd);
    }

    /**
     * Builds the layers after frozen backbones, with the backbones' outputs as inputs; the loss is the weighted mean
     * absolute error of the levels.
     *
     * <p>Inputs: one {@link #featureName} per backbone, {@code target} (N, levels), {@code weight} (N, 1) and, with
     * dropout, {@code keep} (N, flattened features): one factor per feature.
     *
     * @param starts starting values of the heads: the labels' means, one per level
     * @param dropout whether there is an input {@code keep}
     */
    public static Trainable head(Architecture architecture, InputSize size, List<Double> starts, boolean dropout) {
        GraphBuilder builder = new GraphBuilder();
        List<Value> features = new ArrayList<>();
        for (int i = 0; i < architecture.levels(); i++) {
            features.add(builder.input(featureName(architecture, i), featureShape(architecture, size)));
        }
        Head tail = Head.of(architecture, new Layers(builder, true));
        Value flat = flat(architecture, tail, features);
        if (dropout) {
            flat = builder.mul(flat, builder.input("keep", flat.shape()));
        }
        Value jnd = tail.heads(flat, starts);
        Value loss = levelLoss(builder, jnd);
        return new Trainable(builder.build(), jnd, loss);
    }

    /**
     * Builds a whole network with the decoder's output as a second task; the loss is 0.01 of the mean squared error of
     * the reconstruction against the frame at JND quality and 0.99 of the weighted mean absolute error of the level.
     *
     * <p>Inputs: {@code frame} and {@code coded} (N, 3, rows, columns), {@code target} (N, 1), {@code weight} (N, 1).
     *
     * @param start starting value of the head
     */
    public static Trainable endToEnd(Architecture architecture, InputSize size, double start) {
        if (!architecture.endToEnd()) {
            throw new IllegalArgumentException(architecture.id() + " keeps its backbones frozen");
        }
        GraphBuilder builder = new GraphBuilder();
        Layers layers = new Layers(builder, true);
        Value frame = builder.input("frame", frames(size));
        Value coded = builder.input("coded", frames(size));
        Value latent = Backbone.encode(layers, "", frame);
        Value reconstruction = Backbone.decode(layers, "", latent);
        Value feature = architecture.reads() == Reads.LATENT ? latent : reconstruction;
        Head tail = Head.of(architecture, layers);
        Value jnd = tail.heads(flat(architecture, tail, List.of(feature)), List.of(start));
        Value picture = builder.meanSquaredError(reconstruction, coded);
        Value loss = builder.weightedSum(picture, PICTURE_SHARE, levelLoss(builder, jnd), LEVEL_SHARE);
        return new Trainable(builder.build(), jnd, loss);
    }

    private static Value levelLoss(GraphBuilder builder, Value jnd) {
        Value target = builder.input("target", jnd.shape());
        return builder.meanAbsoluteError(jnd, target, builder.input("weight", Shape.batchOf(1)));
    }

    private static Shape frames(InputSize size) {
        return Shape.batchOf(3, size.height(), size.width());
    }

    private static Value feature(Architecture architecture, Layers layers, String prefix, Value frame) {
        Value latent = Backbone.encode(layers, prefix, frame);
        return architecture.reads() == Reads.LATENT ? latent : Backbone.decode(layers, prefix, latent);
    }

    private static Value flat(Architecture architecture, Head tail, List<Value> features) {
        List<Value> maps = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            maps.add(tail.branch(backbonePrefix(architecture, i), features.get(i)));
        }
        GraphBuilder graph = tail.layers().graph();
        return tail.trunk(maps.stream().reduce(graph::mul).orElseThrow());
    }
}
