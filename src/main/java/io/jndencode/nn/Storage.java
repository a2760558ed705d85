package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Half;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tensors;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a model file stores a weight; the graph always computes in single precision.
 *
 * <p>Both compact forms are unpacked by operators that every runtime folds into constants when it loads the model.
 */
public enum Storage {
    /** Unchanged, in single precision. */
    FLOAT32 {
        @Override
        String write(Emitter e, Parameter p, float[] values) {
            return e.initializer(Tensors.reals(p.name(), e.type(), p.shape(), values));
        }
    },
    /** Half precision: 11 significant bits, at most 65504. */
    FLOAT16 {
        @Override
        String write(Emitter e, Parameter p, float[] values) {
            ByteBuffer halves = Tensors.little(2L * values.length);
            for (float value : values) {
                halves.putShort(Half.of(value));
            }
            return e.cast(e.initializer(Tensors.bytes(p.name(), TensorProto.DataType.FLOAT16, p.shape(), halves)));
        }
    },
    /**
     * Eight bits with one scale per channel: conv kernels by axis 0, dense kernels by axis 1; vectors stay in single
     * precision.
     */
    INT8 {
        @Override
        String write(Emitter e, Parameter p, float[] values) {
            return p.shape().rank() < 2
                    ? FLOAT32.write(e, p, values)
                    : Quantised.of(p.shape(), p.shape().rank() == 2 ? 1 : 0, values)
                            .write(e, p);
        }
    };

    /** Writes the weight and the nodes that unpack it; returns the unpacked tensor. */
    abstract String write(Emitter e, Parameter p, float[] values);

    private static final class Quantised {
        private final Shape scaleShape;
        private final float[] scales;
        private final ByteBuffer levels;

        private Quantised(Shape scaleShape, float[] scales, ByteBuffer levels) {
            this.scaleShape = scaleShape;
            this.scales = scales;
            this.levels = levels;
        }

        static Quantised of(Shape shape, int axis, float[] values) {
            int channels = shape.dim(axis);
            int inner = Math.toIntExact(shape.product(axis + 1));
            float[] scales = new float[channels];
            for (int i = 0; i < values.length; i++) {
                int channel = i / inner % channels;
                scales[channel] = Math.max(scales[channel], Math.abs(values[i]) / 127);
            }
            ByteBuffer levels = Tensors.little(values.length);
            for (int i = 0; i < values.length; i++) {
                float scale = scales[i / inner % channels];
                levels.put((byte) (scale == 0 ? 0 : Math.round(values[i] / scale)));
            }
            long[] ones = new long[shape.rank()];
            java.util.Arrays.fill(ones, 1);
            ones[axis] = channels;
            return new Quantised(Shape.of(ones), scales, levels);
        }

        /** Uses Cast and Mul rather than DequantizeLinear, which ONNX Runtime does not fold but runs each time. */
        String write(Emitter e, Parameter p) {
            String packed = e.initializer(Tensors.bytes(p.name(), TensorProto.DataType.INT8, p.shape(), levels));
            String scale = e.initializer(Tensors.reals(p.name() + ".scale", e.type(), scaleShape, scales));
            return e.op("Mul", List.of(e.cast(packed), scale));
        }
    }
}
