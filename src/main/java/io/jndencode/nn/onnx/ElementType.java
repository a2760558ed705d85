package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl;

/**
 * The number type of every real tensor of a graph.
 *
 * <p>{@link #DOUBLE} exists for checking gradients against central differences; ONNX Runtime's CPU kernels lack some
 * operators for it, which are then composed from others.
 */
public enum ElementType {
    FLOAT(OnnxMl.TensorProto.DataType.FLOAT),
    DOUBLE(OnnxMl.TensorProto.DataType.DOUBLE);

    private final OnnxMl.TensorProto.DataType onnx;

    ElementType(OnnxMl.TensorProto.DataType onnx) {
        this.onnx = onnx;
    }

    public int code() {
        return onnx.getNumber();
    }
}
