package io.jndencode.media.bitstream;

import java.util.Arrays;

/**
 * Removes x264's note of its version and options: an SEI message of unregistered user data of some 700 bytes before the first picture of
 * every encode. One per file is enough.
 */
public final class X264Sei {
    private static final byte[] UUID = {
        (byte) 0xdc,
        0x45,
        (byte) 0xe9,
        (byte) 0xbd,
        (byte) 0xe6,
        (byte) 0xd9,
        0x48,
        (byte) 0xb7,
        (byte) 0x96,
        0x2c,
        (byte) 0xd8,
        0x20,
        (byte) 0xd9,
        0x23,
        (byte) 0xee,
        (byte) 0xef
    };
    private static final int SEI = 6;
    private static final int UNREGISTERED_USER_DATA = 5;

    private X264Sei() {}

    /** Returns the packet (Annex B) without the note if it begins with one, otherwise the packet itself. */
    public static byte[] strip(byte[] packet) {
        int start = AnnexB.startCode(packet, 0);
        if (start < 0 || start + 3 >= packet.length) {
            return packet;
        }
        int unit = start + 3;
        int next = AnnexB.startCode(packet, unit);
        if (next < 0 || (packet[unit] & 0x1f) != SEI || packet[unit + 1] != UNREGISTERED_USER_DATA) {
            return packet;
        }
        int payload = unit + 2;
        while (packet[payload] == (byte) 0xff) {
            payload++;
        }
        payload++;
        boolean note = payload + UUID.length <= next
                && Arrays.equals(packet, payload, payload + UUID.length, UUID, 0, UUID.length);
        if (!note) {
            return packet;
        }
        return Arrays.copyOfRange(packet, AnnexB.withZero(packet, next), packet.length);
    }
}
