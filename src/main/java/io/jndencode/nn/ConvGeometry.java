package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.jndencode.nn.onnx.Attribute;

/**
 * The size, stride and padding with which a kernel moves over a picture.
 *
 * @param rows rows of the kernel
 * @param columns columns of the kernel
 * @param stride step in both directions
 * @param top rows of zeros before the picture
 * @param left columns of zeros before it
 * @param bottom rows of zeros after it
 * @param right columns of zeros after it
 */
public record ConvGeometry(int rows, int columns, int stride, int top, int left, int bottom, int right) {
    public ConvGeometry {
        boolean padded = top >= 0 && left >= 0 && bottom >= 0 && right >= 0;
        if (rows < 1 || columns < 1 || stride < 1 || !padded) {
            throw new IllegalArgumentException(
                    "no such convolution: kernel " + rows + "x" + columns + ", stride " + stride);
        }
    }

    /** Returns Keras's padding "same": ceil(size / stride) results, with an odd zero placed after the picture. */
    public static ConvGeometry same(int kernel, int stride, int rows, int columns) {
        int vertical = zeros(kernel, stride, rows);
        int horizontal = zeros(kernel, stride, columns);
        return new ConvGeometry(
                kernel,
                kernel,
                stride,
                vertical / 2,
                horizontal / 2,
                vertical - vertical / 2,
                horizontal - horizontal / 2);
    }

    private static int zeros(int kernel, int stride, int size) {
        int results = (size + stride - 1) / stride;
        return Math.max((results - 1) * stride + kernel - size, 0);
    }

    /** Returns the rows of the result for a picture with this many rows. */
    int outRows(int large) {
        return (large + top + bottom - rows) / stride + 1;
    }

    /** Returns the columns of the result for a picture with this many columns. */
    int outColumns(int large) {
        return (large + left + right - columns) / stride + 1;
    }

    AttributeProto pads() {
        return Attribute.integers("pads", top, left, bottom, right);
    }

    AttributeProto strides() {
        return Attribute.integers("strides", stride, stride);
    }

    AttributeProto kernelShape() {
        return Attribute.integers("kernel_shape", rows, columns);
    }
}
