package io.jndencode.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.jndencode.JndException;
import io.jndencode.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes this program's model files: weights by name, and whole files written safely. */
public final class ModelWeights {
    private ModelWeights() {}

    /** Reads all single-precision tensors of a model file written with plain storage. */
    public static Map<String, float[]> read(Path file) {
        ModelProto model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new JndException.Model("The model %s is missing or not an ONNX file.".formatted(file), e);
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber() && tensor.hasRawData()) {
                float[] values = new float[tensor.getRawData().size() / 4];
                tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                weights.put(tensor.getName(), values);
            }
        }
        return weights;
    }

    /** Writes a temporary file beside, then moves it into place. */
    public static void write(ModelProto model, Path file) {
        try {
            WholeFile.write(file.toAbsolutePath(), temporary -> Files.write(temporary, model.toByteArray()));
        } catch (IOException e) {
            throw new JndException.Model("The model %s cannot be written.".formatted(file), e);
        }
    }
}
