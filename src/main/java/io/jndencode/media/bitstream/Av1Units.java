package io.jndencode.media.bitstream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Edits the open bitstream units (OBUs) of an AV1 temporal unit (AV1 specification, 5.3), each of which carries its size. */
public final class Av1Units {
    private static final int SEQUENCE_HEADER = 1;
    private static final int FRAME_HEADER = 3;
    private static final int METADATA = 5;
    private static final int FRAME = 6;

    /** Metadata type of an ITU-T T.35 message. */
    private static final int T35 = 4;

    private Av1Units() {}

    /** Returns the first sequence header of a temporal unit, unchanged; empty if there is none. */
    public static byte[] sequenceHeader(byte[] unit) {
        int at = 0;
        while (at < unit.length) {
            int end = end(unit, at);
            if (end < 0) {
                return new byte[0];
            }
            if (type(unit[at]) == SEQUENCE_HEADER) {
                return Arrays.copyOfRange(unit, at, end);
            }
            at = end;
        }
        return new byte[0];
    }

    /** Returns the temporal unit with an ITU-T T.35 message as a metadata unit before the frame it shows. */
    public static byte[] withT35(byte[] unit, byte[] message) {
        int shown = -1;
        int at = 0;
        while (at >= 0 && at < unit.length) {
            int type = type(unit[at]);
            shown = type == FRAME || type == FRAME_HEADER ? at : shown;
            at = end(unit, at);
        }
        if (shown < 0 || at < 0) {
            return unit;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(unit.length + message.length + 8);
        out.write(unit, 0, shown);
        out.write(METADATA << 3 | 2);
        size(out, message.length + 2);
        out.write(T35);
        out.writeBytes(message);
        out.write(0x80);
        out.write(unit, shown, unit.length - shown);
        return out.toByteArray();
    }

    private static void size(ByteArrayOutputStream out, int size) {
        int left = size;
        while (left >= 0x80) {
            out.write((left & 0x7f) | 0x80);
            left >>= 7;
        }
        out.write(left);
    }

    private static int type(byte header) {
        return header >> 3 & 0xf;
    }

    /** Returns the position just after a unit; -1 if its size is missing or wrong. */
    private static int end(byte[] unit, int at) {
        boolean extended = (unit[at] & 4) != 0;
        boolean sized = (unit[at] & 2) != 0;
        int place = at + (extended ? 2 : 1);
        long size = 0;
        int shift = 0;
        boolean more = sized;
        while (more && place < unit.length && shift < 56) {
            size |= (unit[place] & 0x7fL) << shift;
            more = (unit[place] & 0x80) != 0;
            shift += 7;
            place++;
        }
        return !sized || more || size > unit.length - place ? -1 : place + (int) size;
    }
}
