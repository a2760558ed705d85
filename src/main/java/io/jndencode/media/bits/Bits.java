package io.jndencode.media.bits;

import java.util.Arrays;

/** Reads numbers of any width out of bytes, highest bit first. Not safe for several threads. */
public final class Bits {
    private final byte[] data;
    private int at;

    /** Reads from a position in bits. */
    public Bits(byte[] data, int at) {
        this.data = data;
        this.at = at;
    }

    /** Returns the next bits as a number; what lies behind the end is 0. */
    public long next(int count) {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            int bit = at >> 3 < data.length ? data[at >> 3] >> (7 - (at & 7)) & 1 : 0;
            value = value << 1 | bit;
        }
        return value;
    }

    /** Returns an unsigned Exp-Golomb number (H.265, 9.2). */
    public int number() {
        int zeros = 0;
        while (zeros < 31 && next(1) == 0) {
            zeros++;
        }
        return (int) ((1L << zeros) - 1 + next(zeros));
    }

    /** Overwrites bits with a number. */
    public static void put(byte[] data, int at, int count, long value) {
        for (int i = 0; i < count; i++) {
            int place = at + i;
            int mask = 1 << (7 - (place & 7));
            boolean set = (value >> (count - 1 - i) & 1) == 1;
            data[place >> 3] = (byte) (set ? data[place >> 3] | mask : data[place >> 3] & ~mask);
        }
    }

    /** Writes numbers of any width. */
    public static final class Writer {
        private final byte[] out;
        private int at;

        /** Creates a writer for at most so many bytes. */
        public Writer(int bytes) {
            this.out = new byte[bytes];
        }

        public void put(int count, long value) {
            Bits.put(out, at, count, value);
            at += count;
        }

        /** Returns what was written, the last byte filled with ones. */
        public byte[] filled() {
            while (at % Byte.SIZE != 0) {
                put(1, 1);
            }
            return Arrays.copyOf(out, at / Byte.SIZE);
        }
    }
}
