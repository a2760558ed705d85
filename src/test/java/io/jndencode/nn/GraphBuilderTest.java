package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.nn.onnx.Shape;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphBuilderTest {
    private final GraphBuilder g = new GraphBuilder();
    private final Layers layers = new Layers(g, true);
    private final Value frame = g.input("frame", Shape.batchOf(3, 352, 640));

    @Test
    void strideTwoHalvesAndTransposedDoublesExactly() {
        Value half = layers.conv("enc", frame, 128, 5, 2);
        assertThat(half.shape()).isEqualTo(Shape.batchOf(128, 176, 320));
        assertThat(layers.upConv("dec", half, 3, 5, 2).shape()).isEqualTo(frame.shape());
        assertThat(layers.upConv("four", half, 3, 5, 4).shape()).isEqualTo(Shape.batchOf(3, 704, 1280));
        assertThat(g.flatten(g.maxPool(half)).shape()).isEqualTo(Shape.batchOf(128 * 88 * 160));
    }

    /** Padding of tf.keras.layers.Conv2D(padding="same"). */
    @ParameterizedTest
    @CsvSource({
        "5, 2, 352, 1, 2",
        "5, 2, 351, 2, 2",
        "3, 1, 40, 1, 1",
        "3, 2, 40, 0, 1",
        "2, 2, 40, 0, 0",
        "1, 1, 7, 0, 0"
    })
    void samePaddingIsThatOfKeras(int kernel, int stride, int size, int before, int after) {
        assertThat(ConvGeometry.same(kernel, stride, size, size))
                .isEqualTo(new ConvGeometry(kernel, kernel, stride, before, before, after, after));
    }

    /** A single bright pixel shows which inputs a 5x5 stride 2 kernel of ones sees: rows 2·i-1 to 2·i+3. */
    @Test
    void aStrideTwoKernelSeesOneRowBeforeAndTwoAfter() throws Exception {
        GraphBuilder small = new GraphBuilder();
        Value x = small.input("x", Shape.of(1, 1, 6, 6));
        float[] ones = new float[25];
        java.util.Arrays.fill(ones, 1);
        Value y = small.conv(
                x,
                small.constant(Shape.of(1, 1, 5, 5), ones),
                small.constant(Shape.of(1), 0.5f),
                ConvGeometry.same(5, 2, 6, 6));
        double[] pixels = new double[36];
        pixels[4] = 1;
        try (Run run = new Run(InferenceGraph.of(small.build()).output("y", y).withWeightInputs())) {
            assertThat(Run.of(run.run(Map.of("x", pixels)), "y"))
                    .containsExactly(0.5, 1.5, 1.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        }
    }

    @Test
    void layersSharingWeightsDeclareThemOnce() {
        Value x = g.input("x", Shape.batchOf(8));
        var shared = layers.denseWeights("mlp", 8, 8, 0);
        g.add(shared.apply(x), shared.apply(g.relu(x)));
        assertThat(g.build().parameters()).extracting(Parameter::name).containsExactly("mlp.kernel", "mlp.bias");
    }

    static Stream<Arguments> mistakes() {
        return Stream.<Map.Entry<String, Consumer<GraphBuilder>>>of(
                        Map.entry("a name twice", b -> {
                            b.input("x", Shape.of(1));
                            b.input("x", Shape.of(1));
                        }),
                        Map.entry("a name of the exporter's own", b -> b.input("_x", Shape.of(1))),
                        Map.entry(
                                "shapes that do not go together",
                                b -> b.add(b.input("x", Shape.of(2, 3)), b.input("y", Shape.of(2, 4)))),
                        Map.entry("a value of another graph", b -> b.relu(new GraphBuilder().input("x", Shape.of(1)))),
                        Map.entry(
                                "a reshape that loses elements",
                                b -> b.reshape(b.input("x", Shape.of(2, 3)), Shape.of(5))),
                        Map.entry("a slice beyond the end", b -> b.slice(b.input("x", Shape.of(2, 3)), 1, 1, 4)),
                        Map.entry("a constant of the wrong size", b -> b.constant(Shape.of(3), 1, 2)),
                        Map.entry("a slope above one", b -> b.leakyRelu(b.input("x", Shape.of(1)), 1.5)),
                        Map.entry("an open batch inside", b -> b.input("x", Shape.of(2, Shape.BATCH))),
                        Map.entry(
                                "an open parameter",
                                b -> new Parameter("p", Shape.batchOf(3), Parameter.Role.FROZEN, Initial.ZEROS)))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakesAreRefusedAtOnce(String what, Consumer<GraphBuilder> mistake) {
        assertThatThrownBy(() -> mistake.accept(new GraphBuilder()))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class);
    }
}
