package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Creates constant tensors as ONNX stores them: raw bytes, little endian. */
public final class Tensors {
    private Tensors() {}

    /** Describes an output that is a vector of any length. */
    static OnnxMl.ValueInfoProto vector(String name) {
        var shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("channels"));
        var tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(ElementType.FLOAT.code())
                .setShape(shape);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    static TensorProto longs(String name, long... values) {
        ByteBuffer bytes = little(8L * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return tensor(name, TensorProto.DataType.INT64.getNumber(), Shape.of(values.length), bytes);
    }

    public static TensorProto scalar(String name, ElementType type, double value) {
        ByteBuffer bytes = little(type == ElementType.FLOAT ? 4 : 8);
        if (type == ElementType.FLOAT) {
            bytes.putFloat((float) value);
        } else {
            bytes.putDouble(value);
        }
        return tensor(name, type.code(), Shape.of(), bytes);
    }

    public static TensorProto reals(String name, ElementType type, Shape shape, float[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values, its shape " + shape + " needs " + shape.elements());
        }
        ByteBuffer bytes = little((type == ElementType.FLOAT ? 4L : 8L) * values.length);
        if (type == ElementType.FLOAT) {
            bytes.asFloatBuffer().put(values);
        } else {
            for (float value : values) {
                bytes.putDouble(value);
            }
        }
        return tensor(name, type.code(), shape, bytes);
    }

    /** Returns the values of a tensor in single precision. */
    public static float[] values(TensorProto tensor) {
        FloatBuffer raw = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        return values;
    }

    public static TensorProto bytes(String name, OnnxMl.TensorProto.DataType type, Shape shape, ByteBuffer bytes) {
        return tensor(name, type.getNumber(), shape, bytes);
    }

    public static ByteBuffer little(long size) {
        return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto tensor(String name, int type, Shape shape, ByteBuffer bytes) {
        ByteString raw = UnsafeByteOperations.unsafeWrap(bytes.clear());
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(shape.dims())
                .setRawData(raw)
                .build();
    }
}
