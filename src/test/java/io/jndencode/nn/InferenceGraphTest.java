package io.jndencode.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InferenceGraphTest {
    private final GraphBuilder g = new GraphBuilder();
    private final Layers layers = new Layers(g, true);
    private final Value frame = g.input("frame", Shape.batchOf(3, 8, 8));
    private final Value encoded = g.leakyRelu(layers.conv("enc", frame, 6, 5, 2), 0.05);
    private final Value decoded = layers.upConv("dec", encoded, 3, 5, 2);
    private final Value block = g.maxPool(g.relu(layers.batchNorm("bn", encoded)));
    private final Value jnd = layers.dense("head", g.flatten(block), 3, 30);
    private final Value loss = g.meanAbsoluteError(jnd, g.input("target", Shape.batchOf(3)));
    private final Graph graph = g.build();

    private final double[] pixels =
            new SplittableRandom(4).doubles(2 * 3 * 8 * 8, -1, 1).toArray();

    private Map<String, float[]> weights() {
        Map<String, float[]> weights = new HashMap<>();
        for (Parameter p : graph.parameters()) {
            weights.put(p.name(), p.initialValues(9));
        }
        weights.put("bn.mean", new float[] {0.1f, -0.2f, 0.3f, 0, 0.05f, -0.4f});
        weights.put("bn.variance", new float[] {0.5f, 2, 1.5f, 0.01f, 1, 0.3f});
        return weights;
    }

    private static double[] run(ModelProto model, Map<String, double[]> feed, String output) throws Exception {
        try (Run run = new Run(model)) {
            return Run.of(run.run(feed), output);
        }
    }

    private double[] jnd(ModelProto model) throws Exception {
        return run(model, Map.of("frame", pixels), "jnd");
    }

    @Test
    void weightsInsideAndWeightsFedGiveTheSame() throws Exception {
        Map<String, double[]> feed = new HashMap<>();
        weights().forEach((name, values) -> feed.put(name, Run.doubles(values)));
        feed.put("frame", pixels);
        double[] fed = run(InferenceGraph.of(graph).output("jnd", jnd).withWeightInputs(), feed, "jnd");
        double[] inside = jnd(InferenceGraph.of(graph).output("jnd", jnd).withWeights(weights()));
        assertThat(inside).hasSize(6).containsExactly(fed, offset(1e-4));
    }

    @Test
    void inferenceEqualsTheTrainingPassOnTheBatchOwnStatistics() throws Exception {
        Map<String, double[]> feed = new HashMap<>();
        weights().forEach((name, values) -> {
            feed.put(name, Run.doubles(values));
            feed.put("m." + name, new double[values.length]);
            feed.put("v." + name, new double[values.length]);
        });
        feed.putAll(Map.of("frame", pixels, "target", new double[6], "step", new double[] {1}, "lr", new double[] {0}));
        feed.put("bn.mean", new double[6]);
        feed.put("bn.variance", new double[6]);
        TrainingGraph training =
                TrainingGraph.of(graph, loss).output("jnd", jnd).build();
        Map<String, double[]> trained;
        try (Run run = new Run(training.model())) {
            trained = run.run(feed);
        }
        Map<String, float[]> weights = weights();
        // From zero, one step moves the running statistics to a hundredth of the batch's.
        for (String statistic : List.of("bn.mean", "bn.variance")) {
            double[] moved = Run.of(trained, "new_" + statistic);
            float[] batch = Run.floats(moved);
            for (int i = 0; i < batch.length; i++) {
                batch[i] = (float) (moved[i] / 0.01);
            }
            weights.put(statistic, batch);
        }
        double[] inferred = jnd(InferenceGraph.of(graph).output("jnd", jnd).withWeights(weights));
        assertThat(inferred).containsExactly(Run.of(trained, "jnd"), offset(1e-3));
    }

    @Test
    void singleAndDoublePrecisionAgree() throws Exception {
        InferenceGraph wide = InferenceGraph.of(graph).elements(ElementType.DOUBLE);
        double[] exact =
                run(wide.output("picture", decoded).withWeights(weights()), Map.of("frame", pixels), "picture");
        double[] single = run(
                InferenceGraph.of(graph).output("picture", decoded).withWeights(weights()),
                Map.of("frame", pixels),
                "picture");
        assertThat(single).hasSize(2 * 3 * 8 * 8).containsExactly(exact, offset(1e-5));
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    void storedWeightsAreWithinTheirQuantisationStep(Storage storage) throws Exception {
        GraphBuilder one = new GraphBuilder();
        Value kernel = one.parameter(new Parameter("k", Shape.of(4, 5, 3, 3), Parameter.Role.TRAINABLE, Initial.ZEROS));
        Value zero = one.input("zero", Shape.of(1));
        Value seen = one.add(kernel, zero);
        float[] values = new float[4 * 5 * 9];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < values.length; i++) {
            // Channels of very different size; some values far below their channel's step.
            double scale = largest(i / 45);
            values[i] = (float) ((random.nextDouble() * 2 - 1) * scale * (i % 7 == 0 ? 1e-4 : 1));
        }
        double[] back = run(
                InferenceGraph.of(one.build())
                        .storage(p -> storage)
                        .output("seen", seen)
                        .withWeights(Map.of("k", values)),
                Map.of("zero", new double[1]),
                "seen");
        for (int i = 0; i < values.length; i++) {
            double step = switch (storage) {
                case FLOAT32 -> 0;
                case FLOAT16 -> Math.max(Math.abs(values[i]) * 0x1p-11, 0x1p-25);
                case INT8 -> largest(i / 45) / 127 * 0.501;
            };
            assertThat(back[i]).isCloseTo(values[i], offset(step + 1e-12));
        }
    }

    private static double largest(int channel) {
        return Math.pow(10, channel - 2);
    }

    @Test
    void compactWeightsAreUnpackedOnceWhenTheModelIsLoaded(@TempDir Path folder) throws Exception {
        for (Storage storage : List.of(Storage.FLOAT16, Storage.INT8)) {
            ModelProto model = InferenceGraph.of(graph)
                    .storage(p -> p.shape().rank() > 1 ? storage : Storage.FLOAT32)
                    .output("jnd", jnd)
                    .withWeights(weights());
            Path optimised = folder.resolve(storage + ".onnx");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
                options.setOptimizedModelFilePath(optimised.toString());
                OrtEnvironment.getEnvironment()
                        .createSession(model.toByteArray(), options)
                        .close();
            }
            assertThat(ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList().stream()
                            .map(NodeProto::getOpType)
                            .collect(Collectors.toSet()))
                    .as("%s", storage)
                    .doesNotContain("Cast", "DequantizeLinear", "Mul");
        }
    }

    @Test
    void onlyWhatTheOutputsNeedIsExported() {
        ModelProto model = InferenceGraph.of(graph)
                .metadata(Map.of("jnd.name", "test"))
                .output("jnd", jnd)
                .withWeights(weights());
        assertThat(model.getGraph().getInputList())
                .extracting(input -> input.getName())
                .containsExactly("frame");
        assertThat(model.getGraph().getInitializerList())
                .extracting(tensor -> tensor.getName())
                .contains("enc.kernel", "head.bias")
                .doesNotContain("dec.kernel");
        assertThat(model.getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .contains("BatchNormalization")
                .doesNotContain("ReduceMean");
        assertThat(model.getMetadataProps(0).getValue()).isEqualTo("test");
    }

    @Test
    void aMissingWeightIsNamed() {
        Map<String, float[]> weights = weights();
        weights.remove("bn.gamma");
        assertThatThrownBy(() -> InferenceGraph.of(graph).output("jnd", jnd).withWeights(weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bn.gamma");
    }
}
