package io.jndencode.media.bitstream;

import java.util.Arrays;

/** The open bitstream units of an AV1 temporal unit (AV1 specification, 5.3), each with its size. */
public final class Av1Units {
    private static final int SEQUENCE_HEADER = 1;

    private Av1Units() {}

    /** The first sequence header of a temporal unit, as it stands there; empty where there is none. */
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

    private static int type(byte header) {
        return header >> 3 & 0xf;
    }

    /** One past a unit; -1 where it has no size, or a wrong one. */
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
