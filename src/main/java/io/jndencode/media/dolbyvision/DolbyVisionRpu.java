package io.jndencode.media.dolbyvision;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_RPU_BUFFER;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.jndencode.media.bits.Bits;
import io.jndencode.media.bits.EmulationPrevention;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/**
 * The Dolby Vision metadata of one frame (its reference processing unit), as HEVC carries it but without emulation prevention: a prefix, the
 * header, the mapping, the display metadata, a checksum, a terminator.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
public record DolbyVisionRpu(byte[] bytes) {
    private static final byte PREFIX = 25;
    private static final byte TERMINATOR = (byte) 0x80;

    /** Bytes after the checked ones: the checksum and the terminator. */
    private static final int END = 5;

    private static final int ENHANCED_DEPTH = 12;

    /** Begins an active area among the display metadata: seven bytes long (ue), level 5. */
    private static final long AREA_MARK = 0b0001000_00000101;

    private static final int AREA_MARK_BITS = 15;
    private static final int SIDE_BITS = 13;

    /**
     * What the header says of all that follows.
     *
     * @param profile the Dolby Vision profile that HEVC has with it: 4, 5, 7 or 8
     * @param alone whether it refers to no earlier frame's
     */
    public record Header(int profile, boolean alone) {}

    /** Returns a decoded frame's; empty if it has none in the form in which it was coded. */
    public static Optional<DolbyVisionRpu> of(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DOVI_RPU_BUFFER);
        if (data == null || data.isNull() || data.size() <= END) {
            return Optional.empty();
        }
        byte[] coded = new byte[(int) data.size()];
        data.data().get(coded);
        byte[] plain = EmulationPrevention.removed(coded);
        int length = plain.length;
        while (length > 0 && plain[length - 1] == 0) {
            length--;
        }
        byte[] bytes = Arrays.copyOf(plain, length);
        return length > END && bytes[0] == PREFIX && bytes[length - 1] == TERMINATOR
                ? Optional.of(new DolbyVisionRpu(bytes))
                : Optional.empty();
    }

    /** Reads the header (ETSI TS 103 572, 5.2). */
    public Header header() {
        Bits bits = new Bits(bytes, Byte.SIZE + 6);
        int format = (int) bits.next(11);
        int profile = (int) bits.next(4);
        bits.next(4);
        boolean sequence = bits.next(1) == 1;
        boolean alone = true;
        boolean fullRange = false;
        boolean layers = false;
        int depth = 0;
        if (sequence) {
            bits.next(1);
            if (bits.next(2) == 0) {
                bits.number();
            }
            bits.next(2);
            fullRange = bits.next(1) == 1;
            if ((format & 0x700) == 0) {
                bits.number();
                bits.number();
                depth = 8 + bits.number();
                bits.next(1);
                alone = bits.next(3) == 0;
                boolean resampled = bits.next(1) == 1;
                boolean residual = bits.next(1) == 0;
                layers = resampled && residual;
            }
        }
        bits.next(1);
        alone &= sequence && bits.next(1) == 0;
        return new Header(profile(profile, fullRange, layers, depth), alone);
    }

    private static int profile(int rpuProfile, boolean fullRange, boolean layers, int depth) {
        return switch (rpuProfile) {
            case 0 -> fullRange ? 5 : 0;
            case 1 -> layers ? depth == ENHANCED_DEPTH ? 7 : 4 : 8;
            default -> 0;
        };
    }

    /**
     * Returns the same for pictures cut or scaled, whose active area (level 5 of the display metadata) lies elsewhere; empty if the frame has
     * one that cannot be found in its bits.
     */
    public Optional<DolbyVisionRpu> moved(AVFrame frame, ActiveArea.Move move) {
        Optional<ActiveArea> before = area(frame);
        if (before.isEmpty()) {
            return Optional.of(this);
        }
        int at = find(before.get());
        if (at < 0) {
            return Optional.empty();
        }
        byte[] edited = bytes.clone();
        int[] sides = move.of(before.get()).sides();
        for (int i = 0; i < sides.length; i++) {
            Bits.put(edited, at + AREA_MARK_BITS + i * SIDE_BITS, SIDE_BITS, sides[i]);
        }
        int checked = edited.length - END;
        ByteBuffer.wrap(edited).putInt(checked, checksum(edited, checked));
        return Optional.of(new DolbyVisionRpu(edited));
    }

    /** Returns the active area that FFmpeg has read out of a frame's metadata. */
    private static Optional<ActiveArea> area(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DOVI_METADATA);
        if (data == null || data.isNull()) {
            return Optional.empty();
        }
        byte[] all = new byte[(int) data.size()];
        data.data().get(all);
        ByteBuffer metadata = ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()); // AVDOVIMetadata, no Java class
        long first = metadata.getLong(3 * Long.BYTES);
        long size = metadata.getLong(4 * Long.BYTES);
        int count = metadata.getInt(5 * Long.BYTES);
        for (int i = 0; i < count; i++) {
            int at = Math.toIntExact(first + i * size); // AVDOVIDmData: the level, then, aligned, its fields
            if (metadata.get(at) == 5) {
                int fields = at + Integer.BYTES;
                return Optional.of(new ActiveArea(
                        metadata.getShort(fields) & 0xffff,
                        metadata.getShort(fields + 2) & 0xffff,
                        metadata.getShort(fields + 4) & 0xffff,
                        metadata.getShort(fields + 6) & 0xffff));
            }
        }
        return Optional.empty();
    }

    /** Returns the position in bits of the only place where an active area stands; -1 if there is none, or several. */
    private int find(ActiveArea area) {
        int found = -1;
        int length = AREA_MARK_BITS + 4 * SIDE_BITS;
        for (int at = Byte.SIZE; at + length <= (bytes.length - END) * Byte.SIZE; at++) {
            Bits bits = new Bits(bytes, at);
            boolean here = bits.next(AREA_MARK_BITS) == AREA_MARK;
            for (int side : here ? area.sides() : new int[0]) {
                here &= bits.next(SIDE_BITS) == side;
            }
            if (here && found >= 0) {
                return -1;
            }
            found = here ? at : found;
        }
        return found;
    }

    /** CRC-32 of what stands between the prefix and the checksum, highest bit first, not inverted. */
    private static int checksum(byte[] data, int end) {
        int sum = -1;
        for (int i = 1; i < end; i++) {
            sum ^= (data[i] & 0xff) << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
            }
        }
        return sum;
    }

    /** Returns it as an ITU-T T.35 message, from the country code on, as AV1 carries it (ETSI TS 103 572, annex; EMDF of TS 102 366). */
    public byte[] t35() {
        int size = bytes.length - 1; // without the prefix
        Bits.Writer out = new Bits.Writer(size + 16);
        out.put(8, 0xb5);
        out.put(16, 0x3b);
        out.put(32, 0x800);
        out.put(27, 0x01be6841);
        if (size > 0xff) {
            out.put(8, (size >> 8) - 1);
            out.put(1, 1);
        }
        out.put(8, size & 0xff);
        out.put(1, 0);
        for (int i = 1; i < bytes.length; i++) {
            out.put(8, bytes[i] & 0xff);
        }
        out.put(17, 0x400);
        return out.filled();
    }
}
