package io.jndencode.model.slim;

import io.jndencode.media.CodingCost;
import io.jndencode.model.InputSize;
import io.jndencode.model.lite.Lite;
import io.jndencode.nn.Graph;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import io.jndencode.nn.onnx.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * MJ-LAT in small: three small JND-quality encoders, latents of a frame and of what changed since the previous one, a LAT block with
 * channel attention on each, the product of the branches, a LAT trunk, global pooling in place of Flatten, and three ordered heads that
 * are told the figures of a trial encode.
 *
 * <p>The levels are a linear function of the trial's figures plus what the heads add; JND2 and JND3 are above JND1 and JND2 by a softplus,
 * so they never fall. Weights have the same names in all three graphs.
 */
public final class SlimMjLat {
    /** Name on the command line and in a model's metadata. */
    public static final String NAME = "mj-lat-small";

    public static final InputSize SIZE = new InputSize(320, 176);

    /** Number of encoders, one a level. */
    public static final int LEVELS = 3;

    /** The linear part: (4, 3) kernel and (3) bias of JND1 and the two steps, on the figures less {@link #CENTRE}, in parts of {@link #UNIT}. */
    public static final String LINEAR = "trial.levels";

    /** Usual values of the trial's figures: decibels, share of white, logarithms of texture and motion. */
    public static final List<Double> CENTRE = List.of(40.0, 0.4, 0.5, 1.0);

    /** How far they usually lie from there. */
    public static final List<Double> UNIT = List.of(4.0, 0.2, 1.0, 1.0);

    private static final List<Integer> FILTERS = List.of(16, 16, 32, 32);
    private static final double SLOPE = 0.05;
    private static final double GREY = 127.5;

    private SlimMjLat() {}

    /**
     * The three autoencoders, trained at once.
     *
     * @param graph inputs {@code frame} and {@code coded1} to {@code coded3}: the frame as coded at each level
     * @param loss sum of the mean squared errors, in parts of half the range of grey squared
     */
    public record Autoencoders(Graph graph, Value loss) {}

    /**
     * The layers after the encoders.
     *
     * @param graph inputs {@code latent1} to {@code latent3}, {@code trial}, {@code target} (N, 3) and {@code weight} (N, 1)
     * @param jnd the levels (N, 3)
     * @param loss weighted mean absolute error of the levels
     */
    public record Heads(Graph graph, Value jnd, Value loss) {}

    /**
     * The whole net.
     *
     * @param graph inputs {@code frame}, {@code previous} and {@code trial}
     * @param latents what {@link Heads} reads, one an encoder
     * @param jnd the levels (N, 3)
     */
    public record Whole(Graph graph, List<Value> latents, Value jnd) {
        public Whole {
            latents = List.copyOf(latents);
        }
    }

    /** Returns the name of an encoder's latent in {@link Heads}. */
    public static String latent(int index) {
        return "latent" + (index + 1);
    }

    /** Returns the name of the frame as coded at a level in {@link Autoencoders}. */
    public static String coded(int index) {
        return "coded" + (index + 1);
    }

    /** Returns the shape of a latent for frames of a size: the frame's and the change's channels. */
    public static Shape latentShape(InputSize size) {
        return Shape.batchOf(2 * FILTERS.get(FILTERS.size() - 1), size.latentHeight(), size.latentWidth());
    }

    /** Builds the autoencoders for crops of a size. */
    public static Autoencoders autoencoders(InputSize crop) {
        GraphBuilder builder = new GraphBuilder();
        Layers layers = new Layers(builder, true);
        Shape frames = Shape.batchOf(3, crop.height(), crop.width());
        Value frame = builder.input("frame", frames);
        List<Value> losses = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            Value coded = builder.input(coded(i), frames);
            Value given = decode(layers, prefix(i), encoder(layers, prefix(i)).apply(frame));
            losses.add(builder.meanSquaredError(given, centred(builder, coded)));
        }
        Value loss = losses.stream().reduce(builder::add).orElseThrow();
        return new Autoencoders(builder.build(), loss);
    }

    /** Builds the layers after the encoders for training. */
    public static Heads heads(InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        List<Value> latents = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            latents.add(builder.input(latent(i), latentShape(size)));
        }
        Value jnd = levels(new Layers(builder, true), latents);
        Value target = builder.input("target", jnd.shape());
        Value loss = builder.meanAbsoluteError(jnd, target, builder.input("weight", Shape.batchOf(1)));
        return new Heads(builder.build(), jnd, loss);
    }

    /** Builds the whole net for inference. */
    public static Whole whole(InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        Shape frames = Shape.batchOf(3, size.height(), size.width());
        Value frame = builder.input("frame", frames);
        Value previous = builder.input("previous", frames);
        Layers frozen = new Layers(builder, false);
        List<Value> latents = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            UnaryOperator<Value> encoder = encoder(frozen, prefix(i));
            Value now = encoder.apply(frame);
            latents.add(builder.concat(1, now, builder.sub(now, encoder.apply(previous))));
        }
        Value jnd = levels(new Layers(builder, true), latents);
        return new Whole(builder.build(), latents, jnd);
    }

    private static String prefix(int index) {
        return "jnd" + (index + 1) + ".";
    }

    private static Value centred(GraphBuilder builder, Value picture) {
        return builder.affine(picture, 1 / GREY, -1);
    }

    /** Declares an encoder, which may be applied to several pictures. */
    private static UnaryOperator<Value> encoder(Layers layers, String prefix) {
        List<UnaryOperator<Value>> steps = new ArrayList<>();
        int channels = 3;
        for (int i = 0; i < FILTERS.size(); i++) {
            steps.add(layers.convWeights(prefix + "enc" + (i + 1), channels, FILTERS.get(i), 5, 2));
            channels = FILTERS.get(i);
        }
        GraphBuilder builder = layers.graph();
        return picture -> {
            Value x = centred(builder, picture);
            for (int i = 0; i < steps.size(); i++) {
                x = steps.get(i).apply(x);
                x = i + 1 < steps.size() ? builder.leakyRelu(x, SLOPE) : x;
            }
            return x;
        };
    }

    private static Value decode(Layers layers, String prefix, Value latent) {
        Value x = latent;
        for (int i = FILTERS.size() - 2; i >= 0; i--) {
            Value wider = layers.upConv(prefix + "dec" + (FILTERS.size() - 1 - i), x, FILTERS.get(i), 5, 2);
            x = layers.graph().leakyRelu(wider, SLOPE);
        }
        return layers.upConv(prefix + "dec" + FILTERS.size(), x, 3, 5, 2);
    }

    private static Value levels(Layers layers, List<Value> latents) {
        GraphBuilder builder = layers.graph();
        List<Value> branches = new ArrayList<>();
        for (int i = 0; i < latents.size(); i++) {
            Value normal = layers.batchNorm(prefix(i) + "bn", latents.get(i));
            branches.add(LatBlock.of(layers, prefix(i) + "lat32", normal, 32));
        }
        Value product = branches.stream().reduce(builder::mul).orElseThrow();
        Value half = builder.maxPool(LatBlock.of(layers, "lat48", product, 48));
        Value last = LatBlock.of(layers, "lat64", half, 64);
        Value figures = scaled(builder, builder.input("trial", Shape.batchOf(CodingCost.NUMBERS)));
        Value seen = builder.concat(1, builder.globalAveragePool(last), builder.globalMaxPool(last), figures);
        Value linear = layers.dense(LINEAR, figures, LEVELS);
        return ordered(builder, builder.add(linear, added(layers, seen)));
    }

    /** What the heads add to the linear part of JND1 and of the two steps: (N, 3). */
    private static Value added(Layers layers, Value seen) {
        GraphBuilder builder = layers.graph();
        Value[] heads = new Value[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            String name = "head" + (i + 1);
            Value wide = builder.relu(layers.dense(name + ".wide", seen, 48));
            Value narrow = builder.relu(layers.dense(name + ".narrow", wide, 24));
            heads[i] = layers.dense(name + ".level", narrow, 1);
        }
        return builder.concat(1, heads);
    }

    /** JND1, and two steps that are never below 0. */
    private static Value ordered(GraphBuilder builder, Value raw) {
        Value first = builder.slice(raw, 1, 0, 1);
        Value second = builder.add(first, builder.softplus(builder.slice(raw, 1, 1, 2)));
        Value third = builder.add(second, builder.softplus(builder.slice(raw, 1, 2, 3)));
        return builder.concat(1, first, second, third);
    }

    /** The trial's figures on scales on which levels are nearly linear, each about 0 and of about unit spread. */
    private static Value scaled(GraphBuilder builder, Value trial) {
        Value luma = builder.affine(builder.slice(trial, 1, 1, 2), 1 / Lite.WHITE, 0);
        Value texture = builder.log(builder.affine(builder.slice(trial, 1, 2, 3), 1, Lite.LEAST_TEXTURE));
        Value motion = builder.log(builder.affine(builder.slice(trial, 1, 3, 4), 1, 1));
        List<Value> figures = List.of(builder.slice(trial, 1, 0, 1), luma, texture, motion);
        Value[] near = new Value[figures.size()];
        for (int i = 0; i < near.length; i++) {
            near[i] = builder.affine(figures.get(i), 1 / UNIT.get(i), -CENTRE.get(i) / UNIT.get(i));
        }
        return builder.concat(1, near);
    }
}
