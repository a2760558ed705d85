package io.jndencode.model.lite;

import io.jndencode.media.CodingCost;
import io.jndencode.model.InputSize;
import io.jndencode.nn.Graph;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Initial;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.Value;
import io.jndencode.nn.onnx.Shape;
import java.util.Arrays;

/**
 * The lite net: a linear function of the results of a frame's trial encode, plus Gaussian-process regression (Rasmussen
 * and Williams 2006, chapter 2) on the {@link PictureFeatures} of the frame and the previous one over the training
 * shots, all in one graph.
 *
 * <p>The regression adds to the trial's levels a weighted sum of the kernels to each training shot, the kernel being
 * {@code exp(-distance / length)} of the standardised features; far from all training shots, nothing is added and the
 * variance rises to 1. That variance gives both the predicted error and the distance to the training data.
 */
public final class Lite {
    /** Name on the command line and in a model's metadata. */
    public static final String NAME = "lite";

    /** Size of its frames; features at twice the size are no better and take four times as long. */
    public static final InputSize SIZE = new InputSize(320, 176);

    /** Names of the fitted parameters. */
    public static final String MEAN = "signs.mean";

    public static final String SCALE = "signs.scale";
    public static final String POINTS = "points";
    public static final String WEIGHTS = "weights";
    public static final String LEVELS = "levels";
    public static final String PRECISION = "precision";
    public static final String SPREAD = "spread.scale";
    public static final String DISTANCE = "distance.scale";

    public static final String PROBE_MEAN = "trial.mean";
    public static final String PROBE_SCALE = "trial.scale";
    public static final String PROBE_WEIGHTS = "trial.weights";

    /** Largest luma, by which the mean is divided. */
    public static final double WHITE = 255;

    /** Grey levels added to the texture before taking its logarithm; anything below is noise. */
    public static final double LEAST_TEXTURE = 0.2;

    /** Standardised features are clipped here, so that no single outlier decides. */
    public static final double MOST_DEVIATIONS = 4;

    private Lite() {}

    /**
     * The features alone, for fitting.
     *
     * @param features (N, count) of inputs {@code frame} and {@code previous}
     */
    public record FeatureGraph(Graph graph, Value features) {}

    /**
     * The whole net.
     *
     * @param jnd the levels (N, 3)
     * @param spread expected absolute error of JND1 in QP (N, 1)
     * @param distance distance to the training data (N, 1); nineteen of twenty held-out shots are nearer than 1
     */
    public record Whole(Graph graph, Value jnd, Value spread, Value distance) {}

    /** Builds the graph from frames to features. */
    public static FeatureGraph looking(InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        Value features = features(builder, size);
        return new FeatureGraph(builder.build(), features);
    }

    /**
     * Builds the graph from frames to levels.
     *
     * @param points number of training shots kept
     * @param length length of the kernel, in root mean square standard deviations
     * @param tried whether trial encodes are used, with an input {@code probe}
     */
    public static Whole whole(InputSize size, int points, double length, boolean tried) {
        GraphBuilder builder = new GraphBuilder();
        Value features = features(builder, size);
        int count = features.shape().dim(1);
        Value scaled = standardised(
                builder, features, fitted(builder, MEAN, Shape.of(count)), fitted(builder, SCALE, Shape.of(count)));
        Value kernel = kernel(builder, scaled, points, length);
        Value ofFeatures = builder.dense(
                kernel, fitted(builder, WEIGHTS, Shape.of(points, 3)), fitted(builder, LEVELS, Shape.of(3)));
        Value jnd = tried ? builder.add(ofFeatures, ofProbe(builder)) : ofFeatures;
        Value variance = variance(builder, kernel, points);
        Value spread = builder.mul(builder.sqrt(variance), fitted(builder, SPREAD, Shape.of(1)));
        Value distance = builder.mul(variance, fitted(builder, DISTANCE, Shape.of(1)));
        return new Whole(builder.build(), jnd, spread, distance);
    }

    private static Value features(GraphBuilder builder, InputSize size) {
        Shape frames = Shape.batchOf(3, size.height(), size.width());
        return PictureFeatures.of(builder, builder.input("frame", frames), builder.input("previous", frames));
    }

    /** Adds the contribution of a trial encode to the levels, on scales on which levels are nearly linear. */
    private static Value ofProbe(GraphBuilder builder) {
        Value probe = builder.input("trial", Shape.batchOf(CodingCost.NUMBERS));
        Value figures = builder.concat(
                1,
                builder.slice(probe, 1, 0, 1),
                builder.affine(builder.slice(probe, 1, 1, 2), 1 / WHITE, 0),
                builder.log(builder.affine(builder.slice(probe, 1, 2, 3), 1, LEAST_TEXTURE)),
                builder.log(builder.affine(builder.slice(probe, 1, 3, 4), 1, 1)));
        Value scaled = standardised(
                builder,
                figures,
                fitted(builder, PROBE_MEAN, Shape.of(CodingCost.NUMBERS)),
                fitted(builder, PROBE_SCALE, Shape.of(CodingCost.NUMBERS)));
        return builder.dense(
                scaled, fitted(builder, PROBE_WEIGHTS, Shape.of(CodingCost.NUMBERS, 3)), zeros(builder, 3));
    }

    private static Value standardised(GraphBuilder builder, Value x, Value mean, Value scale) {
        return clipped(builder, builder.mul(builder.sub(x, mean), scale));
    }

    private static Value clipped(GraphBuilder builder, Value x) {
        Value above = builder.relu(builder.affine(x, 1, MOST_DEVIATIONS));
        Value cut = builder.sub(above, builder.relu(builder.affine(above, 1, -2 * MOST_DEVIATIONS)));
        return builder.affine(cut, 1, -MOST_DEVIATIONS);
    }

    /** exp(-|x - c| / (length sqrt(count))) for every kept point c: (N, points). The points are columns. */
    private static Value kernel(GraphBuilder builder, Value x, int points, double length) {
        int count = x.shape().dim(1);
        Value centres = fitted(builder, POINTS, Shape.of(count, points));
        Value products = builder.dense(x, centres, zeros(builder, points));
        Value own = sums(builder, builder.square(x));
        Value theirs = fitted(builder, POINTS + ".squares", Shape.of(points));
        Value squares = builder.sub(builder.add(own, theirs), builder.affine(products, 2, 0));
        Value distance = builder.sqrt(builder.affine(builder.relu(squares), 1.0 / count, 1e-9));
        return builder.exp(builder.affine(distance, -1 / length, 0));
    }

    /** 1 - k P k, the uncertainty left by the kept points: (N, 1), from about 0 to 1. */
    private static Value variance(GraphBuilder builder, Value kernel, int points) {
        Value precision = fitted(builder, PRECISION, Shape.of(points, points));
        Value known = sums(builder, builder.mul(builder.dense(kernel, precision, zeros(builder, points)), kernel));
        return builder.affine(builder.relu(builder.affine(known, -1, 1)), 1, 1e-6);
    }

    private static Value sums(GraphBuilder builder, Value x) {
        int count = x.shape().dim(1);
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return builder.dense(x, builder.constant(Shape.of(count, 1), ones), zeros(builder, 1));
    }

    private static Value zeros(GraphBuilder builder, int count) {
        return builder.constant(Shape.of(count), new float[count]);
    }

    private static Value fitted(GraphBuilder builder, String name, Shape shape) {
        return builder.parameter(new Parameter(name, shape, Parameter.Role.FROZEN, Initial.ZEROS));
    }
}
