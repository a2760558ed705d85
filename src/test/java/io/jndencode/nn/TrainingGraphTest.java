package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.jndencode.nn.onnx.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {
    /** A frozen convolution, BatchNorm and a dense layer: enough of everything a training graph carries. */
    private static final class Net {
        private final GraphBuilder g = new GraphBuilder();
        private final Value frame = g.input("frame", Shape.batchOf(2, 4, 6));
        private final Value latent = new Layers(g, false).conv("enc", frame, 3, 3, 1);
        private final Layers layers = new Layers(g, true);
        private final Value block = g.maxPool(g.relu(layers.batchNorm("bn", layers.conv("conv", latent, 4, 3, 1))));
        private final Value jnd = layers.dense("head", g.flatten(block), 2, 30);
        private final Value target = g.input("target", Shape.batchOf(2));
        private final Value loss = g.meanAbsoluteError(jnd, target);
        private final Graph graph = g.build();
    }

    private static Map<String, double[]> start(Graph graph) {
        Map<String, double[]> feed = new TreeMap<>();
        for (Parameter p : graph.parameters()) {
            float[] values = p.initialValues(11);
            feed.put(p.name(), Run.doubles(values));
            feed.put(TrainingSpec.firstMoment(p.name()), new double[values.length]);
            feed.put(TrainingSpec.secondMoment(p.name()), new double[values.length]);
        }
        SplittableRandom random = new SplittableRandom(2);
        feed.put("frame", random.doubles(3 * 2 * 4 * 6).toArray());
        feed.put("target", new double[] {25, 31, 22, 33, 27, 35});
        feed.put("lr", new double[] {0.05});
        return feed;
    }

    @Test
    void steppingTheGraphByItsOwnDescriptionLowersTheLoss() throws Exception {
        Net net = new Net();
        ModelProto file = ModelProto.parseFrom(
                TrainingGraph.of(net.graph, net.loss).build().model().toByteArray());
        TrainingSpec spec = TrainingSpec.of(file);
        Map<String, double[]> feed = start(net.graph);
        double first = 0;
        double last = 0;
        try (Run run = new Run(file)) {
            for (int step = 1; step <= 60; step++) {
                feed.put("step", new double[] {step});
                Map<String, double[]> result = run.run(feed);
                spec.state().forEach(state -> feed.put(state.name(), Run.of(result, state.renewed())));
                last = Run.of(result, spec.outputs().get(0).name())[0];
                first = step == 1 ? last : first;
            }
        }
        assertThat(first).isGreaterThan(2);
        assertThat(last).isLessThan(first / 3);
    }

    @Test
    void theDescriptionNamesEveryTensorOfTheGraph() {
        Net net = new Net();
        TrainingGraph training =
                TrainingGraph.of(net.graph, net.loss).output("jnd", net.jnd).build();
        TrainingSpec spec = training.spec();
        assertThat(TrainingSpec.of(training.model())).isEqualTo(spec);
        assertThat(spec.outputs()).extracting(TrainingSpec.Port::name).containsExactly("loss", "jnd");
        assertThat(spec.frozen()).extracting(TrainingSpec.Frozen::name).containsExactly("enc.kernel", "enc.bias");
        assertThat(spec.hyperParameters())
                .extracting(TrainingSpec.HyperParameter::name)
                .containsExactly("step", "lr");
        assertThat(spec.state())
                .extracting(TrainingSpec.State::name)
                .contains("bn.mean", "bn.variance", "m.bn.gamma", "v.head.kernel", "conv.bias")
                .doesNotContain("m.enc.kernel", "m.bn.mean", "enc.kernel");
        int described = spec.inputs().size()
                + spec.hyperParameters().size()
                + spec.state().size()
                + spec.frozen().size();
        assertThat(training.model().getGraph().getInputCount()).isEqualTo(described);
        assertThat(training.model().getGraph().getOutputCount())
                .isEqualTo(spec.outputs().size() + spec.state().size());
        assertThat(training.model().getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(training.model().getIrVersion()).isEqualTo(8);
    }

    @Test
    void frozenPartsCostNoGradients() {
        Net net = new Net();
        long padsOrConvs = countOf(TrainingGraph.of(net.graph, net.loss).build().model(), "Conv");
        // Two convolutions forward; backward nothing but the trainable one's kernel, which is products of slices.
        assertThat(padsOrConvs).isEqualTo(2);
    }

    @Test
    void frozenWeightsCanBeConstants() throws Exception {
        Net net = new Net();
        Map<String, float[]> weights = new HashMap<>();
        net.graph.parameters().forEach(p -> weights.put(p.name(), p.initialValues(11)));
        TrainingGraph open = TrainingGraph.of(net.graph, net.loss).build();
        TrainingGraph closed =
                TrainingGraph.of(net.graph, net.loss).constants(weights).build();
        assertThat(closed.spec().frozen()).isEmpty();
        Map<String, double[]> feed = start(net.graph);
        feed.put("step", new double[] {1});
        try (Run a = new Run(open.model());
                Run b = new Run(closed.model())) {
            assertThat(Run.of(b.run(feed), "loss")).containsExactly(Run.of(a.run(feed), "loss"), offset(1e-5));
        }
    }

    @Test
    void runningStatisticsMoveAHundredthTowardsTheBatch() throws Exception {
        GraphBuilder g = new GraphBuilder();
        Value x = g.input("x", Shape.batchOf(2, 3, 1));
        Value loss = g.mean(g.square(new Layers(g, true).batchNorm("bn", x)));
        TrainingGraph training = TrainingGraph.of(g.build(), loss).build();
        double[] values = {1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60};
        Map<String, double[]> feed = new HashMap<>();
        for (TrainingSpec.State state : training.spec().state()) {
            feed.put(state.name(), new double[] {0, 0});
        }
        feed.put("x", values);
        feed.put("bn.mean", new double[] {1, -1});
        feed.put("bn.variance", new double[] {2, 3});
        feed.put("step", new double[] {1});
        feed.put("lr", new double[] {0});
        try (Run run = new Run(training.model())) {
            Map<String, double[]> result = run.run(feed);
            // Channel 0 is 1..6: mean 3.5, variance 35/12; channel 1 is ten times that.
            assertThat(Run.of(result, "new_bn.mean"))
                    .containsExactly(new double[] {0.99 + 0.035, -0.99 + 0.35}, offset(1e-6));
            assertThat(Run.of(result, "new_bn.variance"))
                    .containsExactly(new double[] {1.98 + 0.35 / 12, 2.97 + 35.0 / 12}, offset(1e-5));
        }
    }

    @Test
    void aTrainableParameterWithoutInfluenceOnTheLossIsLeftOut() {
        GraphBuilder g = new GraphBuilder();
        Layers layers = new Layers(g, true);
        Value x = g.input("x", Shape.batchOf(4));
        Value used = layers.dense("used", x, 2);
        layers.dense("unused", x, 2);
        Value loss = g.mean(used);
        TrainingSpec spec = TrainingGraph.of(g.build(), loss).build().spec();
        assertThat(spec.state()).extracting(TrainingSpec.State::name).noneMatch(name -> name.contains("unused"));
    }

    @Test
    void onlyAScalarIsALoss() {
        GraphBuilder g = new GraphBuilder();
        Value y = new Layers(g, true).dense("d", g.input("x", Shape.batchOf(4)), 2);
        Graph graph = g.build();
        assertThatThrownBy(() -> TrainingGraph.of(graph, y).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a scalar");
    }

    @Test
    void aModelWithoutDescriptionIsNoTrainingGraph() {
        assertThatThrownBy(() -> TrainingSpec.of(ModelProto.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a training graph");
    }

    @Test
    void startingValuesDependOnSeedAndNameOnly() {
        Parameter a = kernel("a");
        assertThat(a.initialValues(1)).isEqualTo(kernel("a").initialValues(1));
        assertThat(Arrays.equals(a.initialValues(1), a.initialValues(2))).isFalse();
        assertThat(Arrays.equals(a.initialValues(1), kernel("b").initialValues(1)))
                .isFalse();
        double limit = Math.sqrt(6.0 / 150);
        for (float value : a.initialValues(1)) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo((float) limit);
        }
    }

    private static Parameter kernel(String name) {
        return new Parameter(name, Shape.of(50, 100), Parameter.Role.TRAINABLE, new Initial.GlorotUniform(50, 100));
    }

    private static long countOf(ModelProto model, String operator) {
        return model.getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .filter(List.of(operator)::contains)
                .count();
    }
}
