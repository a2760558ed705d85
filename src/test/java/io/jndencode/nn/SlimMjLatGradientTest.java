package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.model.InputSize;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.nn.onnx.ElementType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The slim net's gradients in double precision beside central differences, at an element of every tensor. */
class SlimMjLatGradientTest {
    private static final int BATCH = 2;
    private static final double STEP = 1e-6;
    private static final int SAMPLED = 1;

    private static Map<String, double[]> feed(Graph graph, TrainingSpec spec) {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, double[]> feed = new HashMap<>();
        for (TrainingSpec.Input input : spec.inputs()) {
            double low = input.name().equals("target") ? 20 : input.name().startsWith("latent") ? -1 : 1;
            double high = input.name().equals("target") ? 40 : input.name().startsWith("latent") ? 1 : 2;
            feed.put(input.name(), drawn(random, count(input.shape()), low, high));
        }
        for (Parameter parameter : graph.parameters()) {
            double[] start = Run.doubles(parameter.initialValues(3));
            if (parameter.role() == Parameter.Role.TRAINABLE) {
                double[] noise = drawn(random, start.length, -0.1, 0.1);
                Arrays.setAll(start, i -> start[i] + noise[i]);
            }
            feed.put(parameter.name(), start);
        }
        for (TrainingSpec.State state : spec.state()) {
            feed.computeIfAbsent(state.name(), name -> new double[count(state.shape())]);
        }
        feed.put("step", new double[] {1});
        feed.put("lr", new double[] {0});
        return feed;
    }

    private static int count(Iterable<Long> shape) {
        int count = 1;
        for (long size : shape) {
            count *= Math.toIntExact(size < 0 ? BATCH : size);
        }
        return count;
    }

    private static double[] drawn(SplittableRandom random, int count, double low, double high) {
        return random.doubles(count, low, high).toArray();
    }

    @Test
    void everyTensorOfTheHeadsHasItsGradient() throws Exception {
        SlimMjLat.Heads heads = SlimMjLat.heads(new InputSize(64, 64));
        check(heads.graph(), heads.loss());
    }

    @Test
    void everyTensorOfTheEncodersHasItsGradient() throws Exception {
        SlimMjLat.Autoencoders encoders = SlimMjLat.autoencoders(new InputSize(16, 16));
        check(encoders.graph(), encoders.loss());
    }

    private static void check(Graph graph, Value loss) throws Exception {
        TrainingGraph training = TrainingGraph.of(graph, loss)
                .withGradients()
                .elements(ElementType.DOUBLE)
                .build();
        Map<String, double[]> feed = feed(graph, training.spec());
        SplittableRandom random = new SplittableRandom(9);
        try (Run run = new Run(training.model());
                Run forward = new Run(Run.only(training.model(), "loss"))) {
            Map<String, double[]> exact = run.run(feed);
            for (Parameter parameter : graph.parameters()) {
                if (parameter.role() == Parameter.Role.TRAINABLE) {
                    double[] gradient = Run.of(exact, "grad_" + parameter.name());
                    double largest =
                            Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
                    for (int i = 0; i < SAMPLED; i++) {
                        int at = random.nextInt(gradient.length);
                        assertThat(gradient[at])
                                .as("%s[%d]", parameter.name(), at)
                                .isCloseTo(slope(forward, feed, parameter.name(), at), within(1e-4 * largest + 1e-9));
                    }
                }
            }
        }
    }

    private static double slope(Run forward, Map<String, double[]> feed, String name, int at) throws Exception {
        double[] values = Run.of(feed, name);
        double kept = values[at];
        values[at] = kept + STEP;
        double above = Run.of(forward.run(feed), "loss")[0];
        values[at] = kept - STEP;
        double below = Run.of(forward.run(feed), "loss")[0];
        values[at] = kept;
        return (above - below) / (2 * STEP);
    }
}
