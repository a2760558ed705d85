package io.jndencode.jnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.jndencode.JndException;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.RunLimit;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.BgrImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Model files of strangers: each ends in one sentence of {@link JndException.Model}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileModelTest {
    @TempDir
    Path folder;

    private Path changed(UnaryOperator<ModelProto.Builder> change) throws IOException {
        Path tiny = TinyModel.green().write(folder.resolve("tiny.onnx"));
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(tiny)).toBuilder();
        return Files.write(folder.resolve("m.onnx"), change.apply(model).build().toByteArray());
    }

    private static void fails(Path file, RunLimit limit, String why) {
        BgrImage image =
                new BgrImage(TinyModel.WIDTH, TinyModel.HEIGHT, new byte[3 * TinyModel.WIDTH * TinyModel.HEIGHT]);
        assertThatThrownBy(() -> {
                    try (JndModel model = JndModel.load(file, 1, limit)) {
                        model.levels(List.of(FramePair.still(image), FramePair.still(image)));
                    }
                })
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (long size : shape) {
            dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dims)))
                .build();
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(type).addOutput(output).addAllInput(List.of(inputs));
    }

    /** A loop whose condition stays true, around an addition: the classifier's bias grows for ever. */
    @Test
    void aLoopWithoutEndIsEnded() throws Exception {
        GraphProto body = GraphProto.newBuilder()
                .setName("body")
                .addInput(value("round", TensorProto.DataType.INT64))
                .addInput(value("go", TensorProto.DataType.BOOL))
                .addInput(value("was", TensorProto.DataType.FLOAT, 3))
                .addNode(node("Identity", "goes", "go"))
                .addNode(node("Add", "is", "was", "bias"))
                .addOutput(value("goes", TensorProto.DataType.BOOL))
                .addOutput(value("is", TensorProto.DataType.FLOAT, 3))
                .build();
        Path file = changed(model -> {
            GraphProto.Builder graph = model.getGraphBuilder();
            graph.getNodeBuilder(1).setInput(2, "grown");
            graph.addInitializer(TensorProto.newBuilder()
                    .setName("yes")
                    .setDataType(TensorProto.DataType.BOOL.getNumber())
                    .addInt32Data(1));
            graph.addNode(
                    1,
                    node("Loop", "grown", "", "yes", "bias")
                            .addAttribute(AttributeProto.newBuilder()
                                    .setName("body")
                                    .setType(AttributeProto.AttributeType.GRAPH)
                                    .setG(body)));
            return model;
        });
        long begun = System.nanoTime();
        fails(file, new RunLimit(Duration.ofSeconds(2)), "took longer than 2 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    }

    /** What is declared as one answer a frame is one in all when it runs. */
    @Test
    void anAnswerOfAnotherShapeThanDeclaredIsRefused() throws Exception {
        Path file = changed(model -> {
            GraphProto.Builder graph = model.getGraphBuilder();
            graph.getNodeBuilder(1).setOutput(0, "each");
            graph.addNode(node("ReduceMean", "jnd", "each")
                    .addAttribute(AttributeProto.newBuilder()
                            .setName("axes")
                            .setType(AttributeProto.AttributeType.INTS)
                            .addInts(0)));
            graph.getOutputBuilder(0)
                    .clearType()
                    .setType(value("jnd", TensorProto.DataType.FLOAT, -1, -1).getType());
            graph.getOutputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setShape(TensorShapeProto.newBuilder()
                            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("L")));
            return model;
        });
        fails(file, RunLimit.USUAL, "where 6 numbers are due");
    }

    @Test
    void aSpreadThatIsNoFloatIsRefused() throws Exception {
        Path file = changed(model -> {
            GraphProto.Builder graph = model.getGraphBuilder();
            graph.addNode(node("Shape", "spread", "frame"));
            graph.addOutput(value("spread", TensorProto.DataType.INT64, 4));
            return model;
        });
        fails(file, RunLimit.USUAL, "no output spread of float32 numbers");
    }

    /** Four billion numbers out of eight bytes. */
    @Test
    void anAnswerThatTakesAllMemoryIsRefused() throws Exception {
        Path file = changed(model -> {
            GraphProto.Builder graph = model.getGraphBuilder();
            graph.addInitializer(TensorProto.newBuilder()
                    .setName("huge")
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .addDims(3)
                    .addInt64Data(1L << 40)
                    .addInt64Data(1L << 20)
                    .addInt64Data(3));
            graph.getNodeBuilder(1).setOutput(0, "small");
            graph.addNode(node("Expand", "wide", "small", "huge"));
            graph.addNode(node("ReduceMax", "jnd", "wide"));
            return model;
        });
        fails(file, RunLimit.USUAL, "");
    }

    @ParameterizedTest
    @CsvSource({"../secret.bin", "/etc/passwd", "no-such.bin"})
    void weightsInFilesElsewhereAreNotRead(String place) throws Exception {
        Path file = changed(model -> {
            TensorProto.Builder bias = model.getGraphBuilder().getInitializerBuilder(1);
            bias.clearFloatData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
            bias.addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue(place));
            return model;
        });
        Files.write(folder.resolveSibling("secret.bin"), new byte[12]);
        fails(file, RunLimit.USUAL, "");
        Files.delete(folder.resolveSibling("secret.bin"));
    }

    @Test
    void anOperatorOfSomebodysOwnIsRefused() throws Exception {
        fails(
                changed(model -> {
                    model.getGraphBuilder().getNodeBuilder(0).setOpType("Evil").setDomain("com.example");
                    return model;
                }),
                RunLimit.USUAL,
                "cannot be run");
    }

    @ParameterizedTest
    @CsvSource({
        "jnd.input.width, 8192",
        "jnd.input.width, 1e999",
        "jnd.input.range, 0..Infinity",
        "jnd.input.range, NaN..1",
        "jnd.error.mae, 'NaN,1,1'",
        "jnd.error.mae, '1e999,1,1'",
        "jnd.levels, 'JND1,JND1,JND2'",
        "jnd.levels, ''"
    })
    void metadataThatCannotBeIsRefused(String key, String value) throws Exception {
        Path file = new TinyModel("JND1,JND2,JND3", new float[9], 1, 2, 3)
                .with("jnd.input.height", "8192")
                .with(key, value)
                .write(folder.resolve("m.onnx"));
        fails(file, RunLimit.USUAL, key.equals("jnd.input.range") || key.equals("jnd.input.width") ? "input" : key);
    }

    @Test
    void megabytesOfMetadataAreRefused() throws Exception {
        Path file = changed(model -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                .setKey("jnd.name")
                .setValueBytes(ByteString.copyFrom(new byte[2 << 20]))));
        fails(file, RunLimit.USUAL, "says too much of itself");
    }
}
