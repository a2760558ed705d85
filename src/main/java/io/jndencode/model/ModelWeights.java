package io.jndencode.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads and writes this program's model files: weights by name, and whole files written safely. */
public final class ModelWeights {
    private ModelWeights() {}

    /** Reads all weights of a model file, whatever it stores them as. */
    public static Map<String, float[]> read(Path file) {
        ModelProto model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new JndException.Model("The model %s is missing or not an ONNX file.".formatted(file), e);
        }
        if (model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().equals("QuantizeLinear"))) {
            throw new JndException.Model(
                    "%s computes in eight bits: its weights are rounded for good, and nothing is trained from them. Take a file of another --storage."
                            .formatted(file));
        }
        return StoredWeights.of(model.getGraph().getInitializerList());
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
