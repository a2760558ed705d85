package io.jndencode.nn.onnx;

/** Converts to and from IEEE 754 half precision, which Java offers only from release 20 on. */
public final class Half {
    private Half() {}

    /** Returns the value of a half. */
    public static float value(short half) {
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude = exponent == 0
                ? fraction * 0x1p-24f
                : Float.intBitsToFloat((exponent == 0x1f ? 0xff : exponent + 112) << 23 | fraction << 13);
        return half < 0 ? -magnitude : magnitude;
    }

    /** Returns the nearest half, ties to even; too large values become the largest finite half. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException("not a number: a weight cannot be stored in half precision");
        }
        if (magnitude >= 65504f) {
            return (short) (sign | 0x7bff);
        }
        if (magnitude < 0x1p-14f) {
            // Subnormal: steps of 2^-24.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int magnitudeBits = bits & 0x7fffffff;
        int rounded = magnitudeBits + 0xfff + (magnitudeBits >>> 13 & 1);
        return (short) (sign | (rounded >>> 13) - (112 << 10));
    }
}
