package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The optimizer's steps against the formulas, written again for one scalar at a time. */
class AdamTest {
    private static final double RATE = 0.01;

    /** Kingma and Ba's algorithm 1 with Keras's epsilon. */
    private static final class Scalar {
        private double p;
        private double m;
        private double v;

        private Scalar(double p) {
            this.p = p;
        }

        void step(int t, double gradient, double decay) {
            m = 0.9 * m + 0.1 * gradient;
            v = 0.999 * v + 0.001 * gradient * gradient;
            double alpha = RATE * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
            p = p - RATE * decay * p - alpha * m / (Math.sqrt(v) + 1e-7);
        }
    }

    @Test
    void tenStepsFollowTheFormulas() throws Exception {
        follow(Adam.standard(), 0);
    }

    @Test
    void weightDecayShrinksKernelsBesidesTheStep() throws Exception {
        follow(Adam.standard().withDecay(), 0.1);
    }

    /** Minimises the mean of (x - target)² over a (1, 3) weight: its gradient is 2·(x - target) / 3. */
    private static void follow(Adam adam, double decay) throws Exception {
        GraphBuilder g = new GraphBuilder();
        Value x = g.parameter(new Parameter("x", Shape.of(1, 3), Parameter.Role.TRAINABLE, Initial.ZEROS));
        Value target = g.input("target", Shape.of(1, 3));
        Value loss = g.meanSquaredError(x, target);
        TrainingGraph training =
                TrainingGraph.of(g.build(), loss).optimizer(adam).build();
        double[] start = {1, -2, 0.001};
        double[] goal = {3, 0.5, 0.0011};
        Scalar[] expected = {new Scalar(1), new Scalar(-2), new Scalar(0.001)};
        Map<String, double[]> feed = new HashMap<>(Map.of("x", start, "m.x", new double[3], "v.x", new double[3]));
        feed.put("target", goal);
        feed.put("lr", new double[] {RATE});
        feed.put("decay", new double[] {decay});
        try (Run run = new Run(training.model())) {
            for (int t = 1; t <= 10; t++) {
                feed.put("step", new double[] {t});
                Map<String, double[]> result = run.run(feed);
                for (int i = 0; i < 3; i++) {
                    expected[i].step(t, 2 * (expected[i].p - goal[i]) / 3, decay);
                    assertThat(Run.of(result, "new_x")[i]).isCloseTo(expected[i].p, offset(2e-6));
                    assertThat(Run.of(result, "new_m.x")[i]).isCloseTo(expected[i].m, offset(2e-6));
                    assertThat(Run.of(result, "new_v.x")[i]).isCloseTo(expected[i].v, offset(2e-6));
                }
                for (TrainingSpec.State state : training.spec().state()) {
                    feed.put(state.name(), Run.of(result, state.renewed()));
                }
            }
        }
    }

    /** Large enough to be stepped tile by tile; its elements start apart and are drawn to the same goal. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLargeKernelIsSteppedByTheSameFormulas(boolean inParts) throws Exception {
        GraphBuilder g = new GraphBuilder();
        Shape shape = Shape.of(1024, 1030);
        assertThat(shape.elements()).isGreaterThan(Tiles.LARGE);
        Value x = g.parameter(new Parameter("x", shape, Parameter.Role.TRAINABLE, Initial.ZEROS));
        Value goal = g.constant(Shape.of(1), 0.5f);
        Value loss = g.meanSquaredError(x, goal);
        Adam adam = Adam.standard().withDecay();
        TrainingGraph training = TrainingGraph.of(g.build(), loss)
                .optimizer(inParts ? adam.inParts() : adam)
                .build();
        int count = Math.toIntExact(shape.elements());
        double[] start = new double[count];
        Arrays.setAll(start, i -> (i % 1009) / 500.0);
        Map<String, double[]> feed = new HashMap<>(Map.of("x", start, "lr", new double[] {RATE}));
        feed.put("decay", new double[] {0.1});
        feed.put("share", new double[] {1});
        feed.put("apply", new double[] {1});
        training.spec().state().forEach(state -> feed.putIfAbsent(state.name(), new double[count]));
        int[] places = {0, 1, 1029, 1030, count / 2, count - 1};
        Scalar[] expected =
                IntStream.of(places).mapToObj(place -> new Scalar(start[place])).toArray(Scalar[]::new);
        try (Run run = new Run(training.model())) {
            for (int t = 1; t <= 3; t++) {
                feed.put("step", new double[] {t});
                Map<String, double[]> result = run.run(feed);
                for (int i = 0; i < places.length; i++) {
                    expected[i].step(t, 2 * (expected[i].p - 0.5) / count, 0.1);
                    assertThat(Run.of(result, "new_x")[places[i]]).isCloseTo(expected[i].p, offset(2e-6));
                    assertThat(Run.of(result, "new_m.x")[places[i]]).isCloseTo(expected[i].m, offset(1e-12));
                }
                training.spec().state().forEach(state -> feed.put(state.name(), Run.of(result, state.renewed())));
            }
        }
    }

    @Test
    void aStepInPartsIsTheStepOfTheWholeBatch() throws Exception {
        GraphBuilder g = new GraphBuilder();
        Value x = g.parameter(new Parameter("x", Shape.of(1, 3), Parameter.Role.TRAINABLE, Initial.ZEROS));
        Value target = g.input("target", Shape.batchOf(3));
        Value loss = g.meanSquaredError(g.mul(x, target), g.constant(Shape.of(1, 3), 1, 2, 3));
        Graph graph = g.build();
        double[][] samples = {{3, 0.5, 1}, {-1, 2, 0.25}};
        Map<String, double[]> whole = new HashMap<>(Map.of("x", new double[] {1, -2, 0.5}, "lr", new double[] {RATE}));
        for (String zero : new String[] {"m.x", "v.x", "g.x"}) {
            whole.put(zero, new double[3]);
        }
        Map<String, double[]> parts = new HashMap<>(whole);
        TrainingGraph inParts = TrainingGraph.of(graph, loss)
                .optimizer(Adam.standard().inParts())
                .build();
        try (Run atOnce = new Run(TrainingGraph.of(graph, loss).build().model());
                Run halves = new Run(inParts.model())) {
            for (int t = 1; t <= 5; t++) {
                whole.put("step", new double[] {t});
                whole.put("target", new double[] {3, 0.5, 1, -1, 2, 0.25});
                Map<String, double[]> expected = atOnce.run(whole);
                parts.put("step", new double[] {t});
                for (int half = 0; half < 2; half++) {
                    parts.put("target", samples[half]);
                    parts.put("share", new double[] {0.5});
                    parts.put("apply", new double[] {half});
                    Map<String, double[]> result = halves.run(parts);
                    for (TrainingSpec.State state : inParts.spec().state()) {
                        parts.put(state.name(), Run.of(result, state.renewed()));
                    }
                }
                for (String name : new String[] {"x", "m.x", "v.x"}) {
                    whole.put(name, Run.of(expected, "new_" + name));
                    assertThat(Run.of(parts, name)).containsExactly(Run.of(whole, name), offset(1e-6));
                }
                assertThat(Run.of(parts, "g.x")).containsExactly(new double[3], offset(0.0));
            }
        }
    }

    @Test
    void theFirstStepIsAsLongAsTheRateWhateverTheGradient() throws Exception {
        GraphBuilder g = new GraphBuilder();
        Value x = g.parameter(new Parameter("x", Shape.of(2), Parameter.Role.TRAINABLE, Initial.ZEROS));
        Value loss = g.mean(g.mul(x, g.constant(Shape.of(2), 1000, -0.01f)));
        try (Run run = new Run(TrainingGraph.of(g.build(), loss).build().model())) {
            Map<String, double[]> result = run.run(Map.of(
                    "x",
                    new double[2],
                    "m.x",
                    new double[2],
                    "v.x",
                    new double[2],
                    "step",
                    new double[] {1},
                    "lr",
                    new double[] {RATE}));
            assertThat(Run.of(result, "new_x")[0]).isCloseTo(-RATE, offset(1e-7));
            assertThat(Run.of(result, "new_x")[1])
                    .as("epsilon counts for small gradients")
                    .isCloseTo(RATE * 1 / (1 + 1e-7 / (0.005 * Math.sqrt(0.001))), offset(1e-7));
        }
    }

    @Test
    void impossibleConstantsAreRefused() {
        assertThatThrownBy(() -> new Adam(1, 0.999, 1e-7, false, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adam(0.9, 0.999, 0, false, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
