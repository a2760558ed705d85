package io.jndencode.jnd.inference;

import ai.onnx.proto.OnnxMl;
import io.jndencode.jnd.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model for tests: every level is a linear function of the frame's mean first, second and third channel, so that
 * preprocessing shows in the answer. Input 16x8.
 */
public final class TinyModel {
    public static final int WIDTH = 16;
    public static final int HEIGHT = 8;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final int levels;
    private final float[] weights;
    private final float[] bias;

    /**
     * A model of some levels.
     *
     * @param weights 3 rows (channels) of as many columns as levels
     * @param bias one a level
     */
    public TinyModel(String levels, float[] weights, float... bias) {
        this.levels = bias.length;
        this.weights = weights.clone();
        this.bias = bias.clone();
        with("jnd.schema", ModelCard.SCHEMA);
        with("jnd.name", "tiny");
        with("jnd.version", "1");
        with("jnd.input.width", "" + WIDTH);
        with("jnd.input.height", "" + HEIGHT);
        with("jnd.input.channels", "BGR");
        with("jnd.input.range", "0..255");
        with("jnd.input.resize", "bilinear");
        with("jnd.input.layout", "NCHW");
        with("jnd.levels", levels);
        with("jnd.labels", "made up");
    }

    /** Answers JND1 = 20 + green / 10, JND2 = JND1 + 5, JND3 = JND1 + 8. */
    public static TinyModel green() {
        return new TinyModel("JND1,JND2,JND3", new float[] {0, 0, 0, 0.1f, 0.1f, 0.1f, 0, 0, 0}, 20, 25, 28);
    }

    public TinyModel with(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public TinyModel without(String key) {
        metadata.remove(key);
        return this;
    }

    public Path write(Path file) {
        try {
            return Files.write(file, model().toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OnnxMl.ModelProto model() {
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("frame", 3, HEIGHT, WIDTH))
                .addOutput(value("jnd", levels))
                .addInitializer(tensor("weights", weights, 3, levels))
                .addInitializer(tensor("bias", bias, levels))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("ReduceMean")
                        .addInput("frame")
                        .addOutput("means")
                        .addAttribute(ints("axes", 2, 3))
                        .addAttribute(integer("keepdims", 0)))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Gemm")
                        .addAllInput(List.of("means", "weights", "bias"))
                        .addOutput("jnd"))
                .build();
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    private static OnnxMl.ValueInfoProto value(String name, int... shape) {
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int size : shape) {
            dims.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dims)))
                .build();
    }

    private static OnnxMl.TensorProto tensor(String name, float[] values, int... shape) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        for (int size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static OnnxMl.AttributeProto ints(String name, long... values) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }
}
