package io.jndencode.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.jndencode.nn.onnx.Half;
import io.jndencode.nn.onnx.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unpacks the weights of a model file from the forms that {@link io.jndencode.nn.Storage} packs them in. */
final class StoredWeights {
    private static final String SCALE = ".scale";

    private StoredWeights() {}

    /** Returns weights by name; tensors of other types (shapes, axes) are left out. */
    static Map<String, float[]> of(List<TensorProto> tensors) {
        Map<String, TensorProto> named = new HashMap<>();
        tensors.forEach(tensor -> named.put(tensor.getName(), tensor));
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (TensorProto tensor : tensors) {
            if (tensor.hasRawData() && !isScale(tensor.getName(), named)) {
                float[] values = values(tensor, named.get(tensor.getName() + SCALE));
                if (values != null) {
                    weights.put(tensor.getName(), values);
                }
            }
        }
        return weights;
    }

    private static boolean isScale(String name, Map<String, TensorProto> named) {
        TensorProto of = name.endsWith(SCALE) ? named.get(name.substring(0, name.length() - SCALE.length())) : null;
        return of != null && of.getDataType() == DataType.INT8.getNumber();
    }

    private static float @Nullable [] values(TensorProto tensor, @Nullable TensorProto scale) {
        if (tensor.getDataType() == DataType.FLOAT.getNumber()) {
            return Tensors.values(tensor);
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.getDataType() == DataType.FLOAT16.getNumber()) {
            float[] values = new float[raw.remaining() / Short.BYTES];
            for (int i = 0; i < values.length; i++) {
                values[i] = Half.value(raw.getShort());
            }
            return values;
        }
        return tensor.getDataType() == DataType.INT8.getNumber() && scale != null ? scaled(tensor, raw, scale) : null;
    }

    /** Multiplies levels by the scale of their channel, which is the only axis along which the scales are several. */
    private static float[] scaled(TensorProto tensor, ByteBuffer levels, TensorProto scale) {
        float[] scales = Tensors.values(scale);
        int inner = 1;
        for (int axis = scale.getDimsCount() - 1; axis >= 0 && scale.getDims(axis) == 1; axis--) {
            inner *= Math.toIntExact(tensor.getDims(axis));
        }
        float[] values = new float[levels.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = levels.get() * scales[i / inner % scales.length];
        }
        return values;
    }
}
