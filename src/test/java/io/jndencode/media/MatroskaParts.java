package io.jndencode.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds elements to a Matroska file of FFmpeg's, by the format's own rules (RFC 8794, RFC 9559). */
public final class MatroskaParts {
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int CLUSTER = 0x1F43B675;
    private static final int CRC = 0xBF;

    /** The seek head, the cues, and room for more. */
    private static final List<Integer> PLACES = List.of(0x114D9B74, 0x1C53BB6B, 0xEC);

    private MatroskaParts() {}

    /** An element: its name, its size in eight bytes, what it holds. */
    public static byte[] element(int id, byte[]... content) {
        int size = 0;
        for (byte[] part : content) {
            size += part.length;
        }
        return declared(id, size, content);
    }

    /** The same with a size of one's own choice. */
    public static byte[] declared(int id, long size, byte[]... content) {
        int bytes = 0;
        for (byte[] part : content) {
            bytes += part.length;
        }
        int name = (39 - Integer.numberOfLeadingZeros(id)) / 8;
        ByteBuffer element = ByteBuffer.allocate(name + 8 + bytes);
        for (int i = name - 1; i >= 0; i--) {
            element.put((byte) (id >> (8 * i)));
        }
        element.putLong((1L << 56) | size);
        for (byte[] part : content) {
            element.put(part);
        }
        return element.array();
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file with more elements: in its segment's description, and in the segment before its pictures. What tells places of others
     * goes.
     */
    public static byte[] with(byte[] file, byte[] description, byte[] elements) {
        int segment = at(file, 0, SEGMENT);
        int end = segment + head(file, segment) + (int) size(file, segment + 4);
        List<byte[]> parts = new ArrayList<>();
        boolean begun = false;
        for (int at = segment + head(file, segment); at < end; at = next(file, at)) {
            int id = id(file, at);
            byte[] whole = Arrays.copyOfRange(file, at, next(file, at));
            if (id == CLUSTER && !begun) {
                parts.add(elements);
                begun = true;
            }
            if (id == INFO) {
                int from = at + head(file, at);
                int sum = id(file, from) == CRC ? next(file, from) - from : 0;
                parts.add(element(INFO, Arrays.copyOfRange(file, from + sum, next(file, at)), description));
            } else if (!PLACES.contains(id)) {
                parts.add(whole);
            }
        }
        byte[] made = element(SEGMENT, parts.toArray(byte[][]::new));
        return ByteBuffer.allocate(segment + made.length)
                .put(file, 0, segment)
                .put(made)
                .array();
    }

    private static int at(byte[] file, int from, int id) {
        int at = from;
        while (id(file, at) != id) {
            at = next(file, at);
        }
        return at;
    }

    private static int next(byte[] file, int at) {
        return at + head(file, at) + (int) size(file, at + nameBytes(file, at));
    }

    private static int head(byte[] file, int at) {
        return nameBytes(file, at) + nameBytes(file, at + nameBytes(file, at));
    }

    private static int id(byte[] file, int at) {
        int id = 0;
        for (int i = 0; i < nameBytes(file, at); i++) {
            id = id << 8 | (file[at + i] & 0xff);
        }
        return id;
    }

    /** Of a name or a size that begins there. */
    private static int nameBytes(byte[] file, int at) {
        return Integer.numberOfLeadingZeros(file[at] & 0xff) - 23;
    }

    private static long size(byte[] file, int at) {
        int bytes = nameBytes(file, at);
        long size = file[at] & (0xff >> bytes);
        for (int i = 1; i < bytes; i++) {
            size = size << 8 | (file[at + i] & 0xff);
        }
        return size;
    }
}
