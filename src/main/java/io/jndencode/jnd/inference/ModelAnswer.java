package io.jndencode.jnd.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Reads numbers from a model's outputs, whose actual shapes are known only after the run and may differ from those the graph declares. */
public final class ModelAnswer {
    private ModelAnswer() {}

    /**
     * Returns a copy of the numbers of an output.
     *
     * @param count how many there must be
     * @param model name of the model for messages, e.g. {@code the model a.onnx}
     */
    public static float[] floats(OrtSession.Result result, String output, long count, String model) {
        Object value = result.get(output).orElse(null);
        if (!(value instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
            throw new JndException.Model(model + " gave no output " + output + " of float32 numbers");
        }
        long given = Arrays.stream(tensor.getInfo().getShape()).reduce(1, Math::multiplyExact);
        if (given != count) {
            throw new JndException.Model("%s gave an output %s of shape %s where %d numbers are due"
                    .formatted(model, output, Arrays.toString(tensor.getInfo().getShape()), count));
        }
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
