package io.jndencode.media.bitstream;

/** Counts the bits that H.264 pictures themselves take, without what stands around them in a packet. */
public final class SliceBits {
    /** Types of NAL units with a slice: of a picture that refers to others, and of one that refers to none. */
    private static final int SLICE = 1;

    private static final int IDR_SLICE = 5;

    private static final int TYPE = 0x1f;

    private SliceBits() {}

    /**
     * Returns the bits of all slices in a packet, without start codes, emulation prevention and the bits that fill the last byte: what
     * depends on where in a stream the picture stands is only a field or two of its header.
     *
     * @param packet in the format of Annex B
     */
    public static long of(byte[] packet) {
        long bits = 0;
        int start = AnnexB.startCode(packet, 0);
        while (start >= 0) {
            int begin = start + 3;
            start = AnnexB.startCode(packet, begin);
            int type = begin < packet.length ? packet[begin] & TYPE : 0;
            if (type == SLICE || type == IDR_SLICE) {
                bits += payload(packet, begin + 1, start < 0 ? packet.length : start);
            }
        }
        return bits;
    }

    private static long payload(byte[] packet, int from, int to) {
        int end = to;
        while (end > from && packet[end - 1] == 0) {
            end--;
        }
        if (end == from) {
            return 0;
        }
        long bytes = (long) end - from;
        for (int i = from + 2; i < end; i++) {
            if (packet[i] == 3 && packet[i - 1] == 0 && packet[i - 2] == 0) {
                bytes--;
            }
        }
        return bytes * Byte.SIZE - Integer.numberOfTrailingZeros(packet[end - 1] & 0xff) - 1;
    }
}
