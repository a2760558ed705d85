package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A model in ONNX Runtime, fed and read as arrays of doubles whatever its element type. */
final class Run implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Run(ModelProto model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model.toByteArray(), options);
        }
    }

    /** The part of a model that one output needs: the runtime would work out the others, too. */
    static ModelProto only(ModelProto model, String output) {
        GraphProto graph = model.getGraph();
        Set<String> needed = new HashSet<>(Set.of(output));
        List<NodeProto> nodes = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                nodes.add(node);
            }
        }
        Collections.reverse(nodes);
        GraphProto.Builder part =
                graph.toBuilder().clearNode().clearInput().clearInitializer().clearOutput();
        part.addAllNode(nodes);
        graph.getInputList().stream()
                .filter(input -> needed.contains(input.getName()))
                .forEach(part::addInput);
        graph.getInitializerList().stream()
                .filter(tensor -> needed.contains(tensor.getName()))
                .forEach(part::addInitializer);
        graph.getOutputList().stream()
                .filter(value -> value.getName().equals(output))
                .forEach(part::addOutput);
        return model.toBuilder().setGraph(part).build();
    }

    /** All outputs; an open batch is as large as the values given allow. */
    Map<String, double[]> run(Map<String, double[]> inputs) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (var info : session.getInputInfo().entrySet()) {
            tensors.put(info.getKey(), tensor((TensorInfo) info.getValue().getInfo(), of(inputs, info.getKey())));
        }
        try (OrtSession.Result result = session.run(tensors)) {
            Map<String, double[]> outputs = new LinkedHashMap<>();
            result.forEach(entry -> outputs.put(entry.getKey(), values((OnnxTensor) entry.getValue())));
            return outputs;
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(TensorInfo info, double[] values) throws OrtException {
        long[] shape = info.getShape().clone();
        if (shape.length > 0 && shape[0] < 0) {
            shape[0] = values.length / Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
        }
        if (info.type == OnnxJavaType.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats(values)), shape);
    }

    private static double[] values(OnnxTensor tensor) {
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            return tensor.getDoubleBuffer().array();
        }
        return doubles(tensor.getFloatBuffer().array());
    }

    /** The named array, which must be there. */
    static double[] of(Map<String, double[]> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
