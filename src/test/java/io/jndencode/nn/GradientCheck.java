package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Compares a graph's gradients in double precision with central differences of its loss, and those of the single
 * precision form, which takes other operators here and there, with them.
 */
final class GradientCheck {
    private static final double STEP = 1e-5;

    private GradientCheck() {}

    static void check(Graph graph, Value loss, Map<String, double[]> data) throws OrtException {
        Map<String, double[]> feed = new HashMap<>(data);
        feed.put("step", new double[] {1});
        feed.put("lr", new double[] {0});
        TrainingGraph wide = export(graph, loss, ElementType.DOUBLE);
        for (TrainingSpec.State state : wide.spec().state()) {
            feed.computeIfAbsent(state.name(), name -> initial(graph, state));
        }
        Map<String, double[]> exact;
        try (Run run = new Run(wide.model());
                Run forward = new Run(Run.only(wide.model(), "loss"))) {
            exact = run.run(feed);
            for (Parameter p : graph.parameters()) {
                if (p.role() == Parameter.Role.TRAINABLE) {
                    close(p.name(), Run.of(exact, "grad_" + p.name()), differences(forward, feed, p), 1e-6);
                }
            }
        }
        try (Run run = new Run(export(graph, loss, ElementType.FLOAT).model())) {
            Map<String, double[]> single = run.run(feed);
            exact.forEach((name, values) -> close("float " + name, Run.of(single, name), values, 2e-5));
        }
    }

    private static TrainingGraph export(Graph graph, Value loss, ElementType type) {
        return TrainingGraph.of(graph, loss).withGradients().elements(type).build();
    }

    /** Random values for weights, so that biases and scales are not all alike. */
    private static double[] initial(Graph graph, TrainingSpec.State state) {
        Shape shape = new Shape(state.shape());
        double[] values = new double[Math.toIntExact(shape.elements())];
        if (state.kind() == TrainingSpec.Kind.PARAMETER) {
            SplittableRandom random = new SplittableRandom(state.name().hashCode());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() * 2 - 1);
            }
        } else if (state.kind() == TrainingSpec.Kind.STATISTIC) {
            Parameter p = graph.parameters().stream()
                    .filter(parameter -> parameter.name().equals(state.name()))
                    .findFirst()
                    .orElseThrow();
            values = Run.doubles(p.initialValues(1));
        }
        return values;
    }

    private static double[] differences(Run forward, Map<String, double[]> feed, Parameter p) throws OrtException {
        double[] at = Run.of(feed, p.name());
        double[] slopes = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double kept = at[i];
            at[i] = kept + STEP;
            double above = Run.of(forward.run(feed), "loss")[0];
            at[i] = kept - STEP;
            double below = Run.of(forward.run(feed), "loss")[0];
            at[i] = kept;
            slopes[i] = (above - below) / (2 * STEP);
        }
        return slopes;
    }

    private static void close(String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double scale = 1e-3;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s[%d], largest %g", what, i, scale)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(tolerance * scale));
        }
    }
}
