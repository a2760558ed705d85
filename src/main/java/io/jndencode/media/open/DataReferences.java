package io.jndencode.media.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds out whether a QuickTime file refers to media in other files. Those are never opened; the answer only improves the error message.
 */
public final class DataReferences {
    /** Nested boxes, from the outermost. */
    private static final List<String> AROUND = List.of("moov", "trak", "mdia", "minf", "dinf");

    /** Flag of a reference to media in the same file. */
    private static final int SELF_CONTAINED = 1;

    private DataReferences() {}

    /** Returns true if a reference is to another file; false if there is none or the file cannot be parsed. */
    public static boolean elsewhere(InputFile input) {
        if (!input.container().startsWith("mov")) {
            return false;
        }
        try (FileBytes file = FileBytes.open(input.file())) {
            return among(file, 0, file.length(), 0);
        } catch (IOException e) {
            return false; // the usual message is used
        }
    }

    private static boolean among(FileBytes file, long from, long end, int depth) throws IOException {
        long at = from;
        while (at + 8 <= end) {
            file.seek(at);
            long size = file.readInt() & 0xffffffffL;
            byte[] type = new byte[4];
            file.readFully(type);
            String name = new String(type, StandardCharsets.US_ASCII);
            long header = size == 1 ? 16 : 8;
            size = size == 1 ? file.readLong() : size == 0 ? end - at : size;
            if (size < header || size > end - at) {
                return false;
            }
            boolean around = depth < AROUND.size() && AROUND.get(depth).equals(name);
            boolean found = around
                    ? among(file, at + header, at + size, depth + 1)
                    : name.equals("dref") && listed(file, at + header, at + size);
            if (found) {
                return true;
            }
            at += size;
        }
        return false;
    }

    private static boolean listed(FileBytes file, long from, long end) throws IOException {
        long at = from + 8;
        while (at + 12 <= end) {
            file.seek(at);
            long size = file.readInt() & 0xffffffffL;
            file.readInt();
            if ((file.readInt() & SELF_CONTAINED) == 0) {
                return true;
            }
            at += Math.max(12, size);
        }
        return false;
    }
}
