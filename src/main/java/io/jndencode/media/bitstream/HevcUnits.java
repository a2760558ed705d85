package io.jndencode.media.bitstream;

import io.jndencode.media.bits.EmulationPrevention;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import java.io.ByteArrayOutputStream;

/** Edits the NAL units of an HEVC packet in Annex B format. */
public final class HevcUnits {
    /** First NAL unit type that is not a coded slice (H.265, table 7-1). */
    private static final int FIRST_OTHER = 32;

    private static final int PREFIX_SEI = 39;
    private static final int REGISTERED_USER_DATA = 4;

    /** The type of unit in which Dolby Vision's metadata comes, behind the slices. */
    private static final int DOLBY_VISION = 62;

    private HevcUnits() {}

    /** Returns the packet with an ITU-T T.35 message as a prefix SEI before its picture. */
    public static byte[] withT35(byte[] packet, byte[] message) {
        int slice = firstSlice(packet);
        if (slice < 0) {
            return packet;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(packet.length + message.length + 16);
        out.write(packet, 0, slice);
        out.writeBytes(new byte[] {0, 0, 0, 1, PREFIX_SEI << 1, 1});
        out.writeBytes(EmulationPrevention.inserted(sei(message)));
        out.write(packet, slice, packet.length - slice);
        return out.toByteArray();
    }

    /** Returns the packet with a frame's Dolby Vision metadata behind its picture. */
    public static byte[] withRpu(byte[] packet, DolbyVisionRpu rpu) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(packet.length + rpu.bytes().length + 16);
        out.writeBytes(packet);
        out.writeBytes(new byte[] {0, 0, 0, 1, DOLBY_VISION << 1, 1});
        out.writeBytes(EmulationPrevention.inserted(rpu.bytes()));
        return out.toByteArray();
    }

    /** Returns the start of the first slice's start code, including its leading zero; -1 if there is none. */
    private static int firstSlice(byte[] packet) {
        int start = AnnexB.startCode(packet, 0);
        while (start >= 0 && start + 3 < packet.length) {
            if ((packet[start + 3] >> 1 & 0x3f) < FIRST_OTHER) {
                return AnnexB.withZero(packet, start);
            }
            start = AnnexB.startCode(packet, start + 3);
        }
        return -1;
    }

    private static byte[] sei(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(REGISTERED_USER_DATA);
        int left = message.length;
        while (left >= 255) {
            out.write(255);
            left -= 255;
        }
        out.write(left);
        out.writeBytes(message);
        out.write(0x80);
        return out.toByteArray();
    }
}
