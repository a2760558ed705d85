package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jndencode.nn.onnx.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator's gradient against central differences. */
class GradientsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jndencode.nn");

    private static Value operand(GraphBuilder g, String name, long... dims) {
        return g.parameter(new Parameter(name, Shape.of(dims), Parameter.Role.TRAINABLE, Initial.ZEROS));
    }

    /** A loss to which every element contributes differently. */
    private static Value loss(GraphBuilder g, Value y) {
        float[] weights = new float[Math.toIntExact(y.shape().elements())];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() * 4 - 2);
        }
        return g.mean(g.mul(y, g.constant(y.shape(), weights)));
    }

    private static Arguments of(String name, Function<GraphBuilder, Value> network) {
        return Arguments.of(name, network);
    }

    static Stream<Arguments> operators() {
        return Stream.of(
                of("relu", g -> g.relu(operand(g, "x", 3, 5))),
                of("leakyRelu", g -> g.leakyRelu(operand(g, "x", 3, 5), 0.05)),
                of("sigmoid", g -> g.sigmoid(operand(g, "x", 3, 5))),
                of("softplus", g -> g.softplus(g.affine(operand(g, "x", 3, 5), 5, 0))),
                of("log", g -> g.log(g.affine(g.square(operand(g, "x", 3, 5)), 1, 0.5))),
                of("sqrt", g -> g.sqrt(g.affine(g.square(operand(g, "x", 3, 5)), 1, 0.5))),
                of("averagePool", g -> g.averagePool(operand(g, "x", 2, 3, 4, 6), 2)),
                of("channelMax", g -> g.channelMax(operand(g, "x", 2, 3, 4, 5))),
                of("exp", g -> g.exp(operand(g, "x", 3, 5))),
                of("abs", g -> g.abs(operand(g, "x", 3, 5))),
                of("square", g -> g.square(operand(g, "x", 3, 5))),
                of("affine", g -> g.affine(operand(g, "x", 3, 5), -2.5, 4)),
                of("add", g -> g.add(operand(g, "x", 3, 5), operand(g, "y", 3, 5))),
                of("sub with a row repeated", g -> g.sub(operand(g, "x", 5), operand(g, "y", 3, 5))),
                of("mul with a column repeated", g -> g.mul(operand(g, "x", 3, 5), operand(g, "y", 3, 1))),
                of("mul along channels", g -> g.mul(operand(g, "x", 2, 3, 2, 2), operand(g, "y", 3, 1, 1))),
                of("add of a scalar", g -> g.add(operand(g, "x", 3, 5), operand(g, "y"))),
                of("sub of an outer pair", g -> g.sub(operand(g, "x", 3, 1), operand(g, "y", 1, 5))),
                of("div by a row repeated", g -> g.div(operand(g, "x", 3, 5), g.affine(operand(g, "y", 5), 0.3, 2))),
                of(
                        "div of a column repeated",
                        g -> g.div(operand(g, "x", 3, 1), g.affine(operand(g, "y", 3, 5), 0.3, 2))),
                of("mul of a value by itself", g -> {
                    Value x = operand(g, "x", 3, 5);
                    return g.mul(x, x);
                }),
                of("div", g -> g.div(operand(g, "x", 3, 5), g.affine(operand(g, "y", 3, 5), 0.3, 2))),
                of("scaleChannels", g -> g.scaleChannels(operand(g, "x", 2, 3, 4, 5), operand(g, "y", 2, 3))),
                of("dense", g -> g.dense(operand(g, "x", 3, 5), operand(g, "w", 5, 2), operand(g, "b", 2))),
                of("maxPool", g -> g.maxPool(operand(g, "x", 2, 3, 4, 6))),
                of("maxPool of odd sizes", g -> g.maxPool(operand(g, "x", 2, 3, 5, 7))),
                of("globalAveragePool", g -> g.globalAveragePool(operand(g, "x", 2, 3, 4, 5))),
                of("globalMaxPool", g -> g.globalMaxPool(operand(g, "x", 2, 3, 4, 5))),
                of("flatten", g -> g.flatten(operand(g, "x", 2, 3, 2, 2))),
                of("concat", g -> g.concat(1, operand(g, "x", 2, 3, 2), operand(g, "y", 2, 1, 2))),
                of("concat of rows", g -> g.concat(2, operand(g, "x", 2, 3, 2), operand(g, "y", 2, 3, 4))),
                of("concat of a value with itself", g -> {
                    Value x = operand(g, "x", 2, 3);
                    return g.concat(1, x, g.square(x), x);
                }),
                of("reshape", g -> g.square(g.reshape(operand(g, "x", 2, 6), Shape.of(3, 4)))),
                of("mean", g -> g.square(g.mean(operand(g, "x", 3, 5)))),
                of("slice of columns", g -> g.slice(operand(g, "x", 2, 3, 5), 2, 2, 5)),
                of("slice", g -> g.slice(operand(g, "x", 2, 5, 3), 1, 1, 3)),
                of("batchNorm of planes", g -> batchNorm(g, operand(g, "x", 3, 2, 4, 5), false)),
                of("batchNorm of vectors", g -> batchNorm(g, operand(g, "x", 6, 3), false)),
                of("batchNorm on running statistics", g -> batchNorm(g, operand(g, "x", 3, 2, 4, 5), true)),
                of("batchNorm of vectors on running statistics", g -> batchNorm(g, operand(g, "x", 6, 2), true)),
                of("channel attention with its shared layers", g -> attended(g, operand(g, "x", 2, 8, 3, 4))),
                of("conv 5x5 stride 2", g -> conv(g, 3, 5, 2, 8, 10)),
                of("conv 5x5 stride 2, odd sizes", g -> conv(g, 2, 5, 2, 7, 9)),
                of("conv 3x3", g -> conv(g, 3, 3, 1, 5, 4)),
                of("conv 3x3 stride 2", g -> conv(g, 2, 3, 2, 6, 8)),
                of("conv 3x3, many channels", g -> conv(g, 20, 3, 1, 3, 4)),
                of(
                        "conv without padding",
                        g -> g.conv(
                                operand(g, "x", 2, 2, 6, 7),
                                operand(g, "w", 3, 2, 3, 2),
                                operand(g, "b", 3),
                                new ConvGeometry(3, 2, 2, 0, 0, 0, 0))),
                of("conv 1x1", g -> conv(g, 3, 1, 1, 5, 4)),
                of("conv 4x4 stride 3", g -> conv(g, 2, 4, 3, 9, 6)),
                of("conv of normalised data", g -> convOfNormalised(g, 3, 1, 5, 4)),
                of("conv of normalised data, stride 2, odd sizes", g -> convOfNormalised(g, 5, 2, 7, 9)),
                of("upConv 5x5 twice", g -> upConv(g, 5, 2)),
                of("upConv 5x5 twice, many filters", g -> upConv(g, 5, 2, 8)),
                of("upConv 4x4 thrice", g -> upConv(g, 4, 3)),
                of("upConv 3x3 twice", g -> upConv(g, 3, 2)),
                of("upConv 3x3 once", g -> upConv(g, 3, 1)));
    }

    private static Value conv(GraphBuilder g, int channels, int kernel, int stride, int rows, int columns) {
        Value x = operand(g, "x", 2, channels, rows, columns);
        return g.conv(
                x,
                operand(g, "w", 4, channels, kernel, kernel),
                operand(g, "b", 4),
                ConvGeometry.same(kernel, stride, rows, columns));
    }

    private static Value convOfNormalised(GraphBuilder g, int kernel, int stride, int rows, int columns) {
        Shape shape = Shape.of(2, 3, rows, columns);
        float[] data = new float[Math.toIntExact(shape.elements())];
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextDouble() * 3 + i % 4;
        }
        return g.conv(
                batchNorm(g, g.constant(shape, data), false),
                operand(g, "w", 4, 3, kernel, kernel),
                operand(g, "b", 4),
                ConvGeometry.same(kernel, stride, rows, columns));
    }

    private static Value upConv(GraphBuilder g, int kernel, int stride) {
        return upConv(g, kernel, stride, 3);
    }

    private static Value upConv(GraphBuilder g, int kernel, int stride, int filters) {
        Value weights = operand(g, "w", 4, filters, kernel, kernel);
        return g.upConv(operand(g, "x", 2, 4, 3, 4), weights, operand(g, "b", filters), stride);
    }

    private static Value batchNorm(GraphBuilder g, Value x, boolean frozen) {
        Shape channels = Shape.of(x.shape().dim(1));
        var statistic = frozen ? Parameter.Role.FROZEN : Parameter.Role.STATISTIC;
        Value mean = g.parameter(new Parameter("mean", channels, statistic, Initial.ZEROS));
        Value variance = g.parameter(new Parameter("variance", channels, statistic, Initial.ONES));
        return g.batchNorm(
                x,
                new GraphBuilder.BatchNormParameters(
                        operand(g, "gamma", x.shape().dim(1)),
                        operand(g, "beta", x.shape().dim(1)),
                        mean,
                        variance,
                        frozen));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void agreesWithCentralDifferences(String name, Function<GraphBuilder, Value> network) throws Exception {
        GraphBuilder g = new GraphBuilder();
        Value y = network.apply(g);
        Value loss = loss(g, y);
        Map<String, double[]> data = !name.contains("running statistics")
                ? Map.of()
                : Map.of("mean", new double[] {0.3, -0.2}, "variance", new double[] {0.7, 1.4});
        GradientCheck.check(g.build(), loss, data);
    }

    @Test
    void aWholeSmallNetAgreesWithCentralDifferences() throws Exception {
        GraphBuilder g = new GraphBuilder();
        Layers layers = new Layers(g, true);
        Value frame = g.input("frame", Shape.batchOf(3, 8, 12));
        Value latent = g.leakyRelu(layers.conv("enc", frame, 4, 5, 2), 0.05);
        Value decoded = layers.upConv("dec", latent, 3, 5, 2);
        Value block = g.relu(layers.batchNorm("bn", layers.conv("conv", latent, 8, 3, 1)));
        Value average = attention(g, g.globalAveragePool(block));
        Value highest = attention(g, g.globalMaxPool(block));
        Value scaled = g.scaleChannels(block, g.sigmoid(g.add(average, highest)));
        Value jnd = layers.dense("head", g.flatten(g.maxPool(scaled)), 3, 20);
        Value target = g.input("target", Shape.batchOf(3));
        Value weights = g.input("weights", Shape.batchOf(1));
        Value loss = g.weightedSum(
                g.meanSquaredError(decoded, frame), 0.01, g.meanAbsoluteError(jnd, target, weights), 0.99);
        SplittableRandom random = new SplittableRandom(3);
        double[] pixels =
                random.doubles(2 * 3 * 8 * 12, -1, 1).map(v -> (float) v).toArray();
        GradientCheck.check(
                g.build(),
                loss,
                Map.of("frame", pixels, "target", new double[] {25, 30, 35, 20, 28, 31}, "weights", new double[] {1, 0.5
                }));
    }

    /** Average- and max-pooled channels through the same two layers, whose gradients come from both. */
    private static Value attended(GraphBuilder g, Value x) {
        Layers layers = new Layers(g, true);
        int channels = x.shape().dim(1);
        UnaryOperator<Value> down = layers.denseWeights("down", channels, channels / 2, 0);
        UnaryOperator<Value> up = layers.denseWeights("up", channels / 2, channels, 0);
        UnaryOperator<Value> shared = pooled -> up.apply(g.relu(down.apply(pooled)));
        Value sum = g.add(shared.apply(g.globalAveragePool(x)), shared.apply(g.globalMaxPool(x)));
        return g.scaleChannels(x, g.sigmoid(sum));
    }

    @Test
    void noOperatorIsWithoutACheck() {
        Set<String> checked = operators()
                .flatMap(arguments -> operationsOf(network(arguments)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(checked).as("operators with a case above").containsExactlyElementsOf(new TreeSet<>(operators(MAIN)));
    }

    private static Stream<String> operationsOf(Function<GraphBuilder, Value> network) {
        GraphBuilder g = new GraphBuilder();
        Value loss = loss(g, network.apply(g));
        Graph graph = g.build();
        return graph.needed(List.of(loss)).stream()
                .mapToObj(graph::definition)
                .flatMap(definition -> definition instanceof NodeDefinition.Result result
                        ? Stream.of(nameOf(result.operation()))
                        : Stream.empty());
    }

    @SuppressWarnings("unchecked")
    private static Function<GraphBuilder, Value> network(Arguments arguments) {
        return (Function<GraphBuilder, Value>) arguments.get()[1];
    }

    /** One with several forms has a name for each of them. */
    private static String nameOf(Operation operation) {
        if (operation instanceof Unary unary) {
            return unary.function().getClass().getSimpleName();
        }
        if (operation instanceof Binary binary) {
            return binary.kind().name();
        }
        String name = operation.getClass().getSimpleName();
        if (operation instanceof Convolution conv) {
            return form(name, conv.map().unfolds());
        }
        if (operation instanceof TransposedConvolution conv) {
            return form(name, conv.map().unfolds());
        }
        if (operation instanceof BatchNorm norm) {
            return form(name, norm.frozen());
        }
        return operation instanceof GlobalPool pool ? form(name, pool.maximum()) : name;
    }

    private static String form(String name, boolean one) {
        return name + (one ? " (one form)" : " (other form)");
    }

    /** Every class that is an operation, found among the compiled ones, so that a new one cannot be forgotten. */
    private static Set<String> operators(JavaClasses classes) {
        Set<Class<?>> several =
                Set.of(Convolution.class, TransposedConvolution.class, BatchNorm.class, GlobalPool.class);
        Set<String> names = new TreeSet<>();
        for (JavaClass found : classes) {
            boolean operation = found.isAssignableTo(Operation.class) || found.isAssignableTo(Unary.Function.class);
            if (!operation || found.isInterface() || found.isEquivalentTo(Unary.class)) {
                continue;
            }
            if (found.isEquivalentTo(Binary.class)) {
                Stream.of(Binary.Kind.values()).map(Enum::name).forEach(names::add);
            } else if (several.stream().anyMatch(found::isEquivalentTo)) {
                names.add(form(found.getSimpleName(), true));
                names.add(form(found.getSimpleName(), false));
            } else {
                names.add(found.getSimpleName());
            }
        }
        return names;
    }

    private static Value attention(GraphBuilder g, Value pooled) {
        float[] weights = new float[64];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble() - 0.5f;
        }
        return g.dense(pooled, g.constant(Shape.of(8, 8), weights), g.constant(Shape.of(8), new float[8]));
    }
}
