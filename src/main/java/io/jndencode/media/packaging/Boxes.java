package io.jndencode.media.packaging;

import io.jndencode.JndException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Looks into the boxes of MP4 (ISO/IEC 14496-12) as FFmpeg's muxer writes them for fragments: with sizes of 32 bits. */
final class Boxes {
    private static final int HEADER = 8;
    private static final int FULL_HEADER = 12;

    private Boxes() {}

    /** Returns where the first box of a type begins among those from {@code from} to {@code end}; -1 if there is none. */
    static int find(byte[] file, int from, int end, String type) {
        for (int at = from; at + HEADER <= end; at += size(file, at)) {
            if (new String(file, at + 4, 4, StandardCharsets.US_ASCII).equals(type)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the size of the box at a place. */
    static int size(byte[] file, int at) {
        int size = ByteBuffer.wrap(file).getInt(at);
        if (size < HEADER || at + size > file.length) {
            throw new JndException.Encode("a fragment was written with a box of " + size + " bytes");
        }
        return size;
    }

    /** Returns where the fragment begins in a file that starts with what comes before all fragments. */
    static int fragment(byte[] file) {
        for (String type : new String[] {"styp", "sidx", "prft", "emsg", "moof"}) {
            int at = find(file, 0, file.length, type);
            if (at >= 0) {
                return at;
            }
        }
        return file.length;
    }

    /** Moves a fragment in time: adds ticks to its base decoding time. */
    static void delay(byte[] fragment, long ticks) {
        int moof = find(fragment, 0, fragment.length, "moof");
        int track = moof < 0 ? -1 : find(fragment, moof + HEADER, moof + size(fragment, moof), "traf");
        int time = track < 0 ? -1 : find(fragment, track + HEADER, track + size(fragment, track), "tfdt");
        if (time < 0 || fragment[time + HEADER] != 1) {
            throw new JndException.Encode("a fragment was written without its time");
        }
        ByteBuffer buffer = ByteBuffer.wrap(fragment);
        buffer.putLong(time + FULL_HEADER, buffer.getLong(time + FULL_HEADER) + ticks);
    }

    /** Returns where the samples of a fragment begin. */
    static int samples(byte[] fragment) {
        int data = find(fragment, 0, fragment.length, "mdat");
        if (data < 0) {
            throw new JndException.Encode("a fragment was written without samples");
        }
        return data + HEADER;
    }
}
