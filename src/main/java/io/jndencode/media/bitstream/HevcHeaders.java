package io.jndencode.media.bitstream;

import io.jndencode.media.Rational;
import io.jndencode.media.bits.Bits;
import io.jndencode.media.bits.EmulationPrevention;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Reads and writes the parameter sets of an HEVC stream in Annex B format, as x265 makes them: without temporal layers. */
public final class HevcHeaders {
    private static final int VIDEO_SET = 32;
    private static final int SEQUENCE_SET = 33;

    /** Bytes of a NAL unit before its profile, tier and level (H.265, 7.3.3), which begin on a whole byte. */
    private static final int VIDEO_SET_START = 6;

    private static final int SEQUENCE_SET_START = 3;

    private static final int TIER_BIT = 0x20;

    /** Position of the level behind the beginning of profile, tier and level, and the length of all three. */
    private static final int LEVEL = 11;

    private static final int LENGTH = 12;

    private HevcHeaders() {}

    /**
     * What decoding pictures of a sequence takes.
     *
     * @param width coded size
     * @param height coded size
     * @param pictures that a decoder must keep
     */
    record Sequence(int width, int height, int pictures) {}

    /** Returns parameter sets that say nothing of the level: a segment's own, whatever the stream is that it is joined to. */
    public static byte[] withoutLevel(byte[] sets) {
        return with(sets, HevcLevel.Need.UNLIMITED);
    }

    /** Returns parameter sets that say which level and tier a stream has. */
    public static byte[] withLevel(byte[] sets, CodedFrames stream, Rational frameRate) {
        return with(sets, HevcLevel.least(sequence(sets), frameRate.framesPerSecond(), stream));
    }

    /** Returns the level in parameter sets as they spell it, thirty times its number; 0 if there is none. */
    public static int level(byte[] sets) {
        byte[] unit = find(sets);
        return unit.length == 0 ? 0 : unit[SEQUENCE_SET_START + LEVEL] & 0xff;
    }

    private static byte[] with(byte[] sets, HevcLevel.Need need) {
        return edited(sets, unit -> {
            int type = type(unit);
            if (type == VIDEO_SET || type == SEQUENCE_SET) {
                int start = type == VIDEO_SET ? VIDEO_SET_START : SEQUENCE_SET_START;
                unit[start] = (byte) (need.high() ? unit[start] | TIER_BIT : unit[start] & ~TIER_BIT);
                unit[start + LEVEL] = (byte) need.code();
            }
            return unit;
        });
    }

    /** Reads the sequence parameter set (H.265, 7.3.2.2). */
    static Sequence sequence(byte[] sets) {
        Bits bits = new Bits(find(sets), 8 * (SEQUENCE_SET_START + LENGTH));
        bits.number(); // its own number
        if (bits.number() == 3) { // 4:4:4
            bits.next(1);
        }
        int width = bits.number();
        int height = bits.number();
        for (int margins = bits.next(1) == 1 ? 4 : 0; margins > 0; margins--) {
            bits.number();
        }
        bits.number(); // depth of luma
        bits.number(); // depth of chroma
        bits.number(); // bits of the picture order
        bits.next(1); // whether there is a line for each temporal layer
        return new Sequence(width, height, bits.number() + 1);
    }

    private static byte[] find(byte[] sets) {
        byte[][] found = {new byte[0]};
        edited(sets, unit -> {
            found[0] = type(unit) == SEQUENCE_SET ? unit : found[0];
            return unit;
        });
        return found[0];
    }

    private static int type(byte[] unit) {
        return unit.length == 0 ? -1 : unit[0] >> 1 & 0x3f;
    }

    /** Returns the sets with every unit edited, without its emulation prevention bytes. */
    private static byte[] edited(byte[] sets, UnaryOperator<byte[]> edit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sets.length + 4);
        int start = AnnexB.startCode(sets, 0);
        out.write(sets, 0, start < 0 ? sets.length : start);
        while (start >= 0) {
            int next = AnnexB.startCode(sets, start + 3);
            int end = next < 0 ? sets.length : AnnexB.withZero(sets, next);
            out.write(sets, start, 3);
            out.writeBytes(EmulationPrevention.inserted(
                    edit.apply(EmulationPrevention.removed(Arrays.copyOfRange(sets, start + 3, end)))));
            out.write(sets, end, (next < 0 ? sets.length : next) - end);
            start = next;
        }
        return out.toByteArray();
    }
}
