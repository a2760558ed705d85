package io.jndencode.media.bitstream;

/** Finds the NAL units of a packet in the byte stream format of H.264 and H.265, annex B. */
final class AnnexB {
    private AnnexB() {}

    /** Returns the position of the next {@code 00 00 01} at or after a position; -1 if there is none. */
    static int startCode(byte[] data, int from) {
        for (int i = from; i + 2 < data.length; i++) {
            if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where the unit of a start code begins with its leading zero, which a long start code has. */
    static int withZero(byte[] data, int startCode) {
        return startCode > 0 && data[startCode - 1] == 0 ? startCode - 1 : startCode;
    }
}
