package io.jndencode.jnd.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Takes numbers out of what a model gave, which need not be what its graph declares: shapes are known only after the run. */
public final class ModelAnswer {
    private ModelAnswer() {}

    /**
     * The numbers of an output, copied.
     *
     * @param count how many there must be
     * @param model names it in messages, e.g. {@code the model a.onnx}
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
