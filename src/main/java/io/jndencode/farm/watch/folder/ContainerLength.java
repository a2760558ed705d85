package io.jndencode.farm.watch.folder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether a file is as long as its container says: MP4 and QuickTime, Matroska and WebM, AVI and WAVE. Other
 * containers do not record their length. Only a few bytes are read, wherever in the file they are.
 */
public final class ContainerLength {
    /** Boxes an MP4 or QuickTime file can begin with. */
    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp");

    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int RIFF = 0x52494646;

    private final RandomAccessFile file;
    private final long length;

    private ContainerLength(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
    }

    /**
     * Returns what is missing, as the end of a sentence; empty for a complete file, and for one whose length is not
     * recorded.
     */
    public static Optional<String> missing(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return new ContainerLength(file).missing();
        } catch (IOException e) { // too short for a header, or unreadable: the encoder's message is better
            return Optional.empty();
        }
    }

    private Optional<String> missing() throws IOException {
        int first = file.readInt();
        byte[] name = new byte[4];
        file.readFully(name);
        if (FIRST_BOXES.contains(new String(name, StandardCharsets.ISO_8859_1))) {
            return boxes();
        }
        return switch (first) {
            case EBML -> matroska();
            case RIFF -> riff();
            default -> Optional.empty();
        };
    }

    private Optional<String> boxes() throws IOException {
        boolean index = false;
        long at = 0;
        while (at + 8 <= length) {
            file.seek(at);
            long size = file.readInt() & 0xFFFFFFFFL;
            int name = file.readInt();
            if (size == 1 && at + 16 <= length) {
                size = file.readLong();
            }
            index |= name == 0x6D6F6F76 || name == 0x6D6F6F66; // moov, moof
            if (size < 8) { // extends to the end of the file, or is not a box
                break;
            }
            if (size > length - at) {
                return shorter(at, size);
            }
            at += size;
        }
        return index ? Optional.empty() : Optional.of("its index (moov) is not there yet");
    }

    private Optional<String> matroska() throws IOException {
        file.seek(4);
        long header = vint();
        if (header < 0 || header > length - file.getFilePointer()) {
            return Optional.empty();
        }
        file.seek(file.getFilePointer() + header);
        if (file.readInt() != SEGMENT) {
            return Optional.empty();
        }
        long size = vint();
        return size < 0 ? Optional.empty() : whole(file.getFilePointer(), size);
    }

    /** Reads a variable-length integer of Matroska; -1 for unknown, as in a live recording. */
    private long vint() throws IOException {
        int first = file.readUnsignedByte();
        int more = Integer.numberOfLeadingZeros(first) - 24;
        if (more > 7) {
            return -1;
        }
        long value = first & (0x7F >> more);
        boolean unknown = value == 0x7F >> more;
        for (int i = 0; i < more; i++) {
            int next = file.readUnsignedByte();
            unknown &= next == 0xFF;
            value = value << 8 | next;
        }
        return unknown ? -1 : value;
    }

    private Optional<String> riff() throws IOException {
        long at = 0;
        while (at + 8 <= length) {
            file.seek(at);
            int name = file.readInt();
            long size = Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
            if (name != RIFF || size == 0 || size >= 0xFFFFFF00L) { // left by a recorder that was not stopped properly
                return Optional.empty();
            }
            if (size + 8 > length - at) {
                return shorter(at, size + 8);
            }
            at += 8 + size + (size & 1);
        }
        return Optional.empty();
    }

    private Optional<String> whole(long at, long size) {
        return size > length - at ? shorter(at, size) : Optional.empty();
    }

    private Optional<String> shorter(long at, long size) {
        return Optional.of("its container says it has at least %s bytes, there are %d"
                .formatted(size > Long.MAX_VALUE - at ? "2^63" : String.valueOf(at + size), length));
    }
}
