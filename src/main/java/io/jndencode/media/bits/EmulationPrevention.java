package io.jndencode.media.bits;

import java.io.ByteArrayOutputStream;

/** The bytes that keep start codes from appearing within a NAL unit (H.264 and H.265, 7.4.1 and 7.4.2). */
public final class EmulationPrevention {
    private EmulationPrevention() {}

    /** Returns a unit with them. */
    public static byte[] inserted(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 8);
        int zeros = 0;
        for (byte value : plain) {
            if (zeros >= 2 && (value & 0xff) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }

    /** Returns a unit without them. */
    public static byte[] removed(byte[] coded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(coded.length);
        int zeros = 0;
        for (byte value : coded) {
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            out.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }
}
