package io.jndencode.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A copy of an MP4 file whose first track asks to be shown otherwise. */
public final class MirroredClip {
    /** From the name of the box tkhd of version 0 to its matrix: version and flags, five numbers, two reserved, four short ones. */
    private static final int TO_MATRIX = 4 + 4 + 5 * 4 + 8 + 8;

    private static final int ONE = 1 << 16;

    private MirroredClip() {}

    /** Writes it; a to d are 0, 1 or -1, as ISO/IEC 14496-12 names them. */
    public static Path write(Path from, int a, int b, int c, int d, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(from);
        byte[] name = "tkhd".getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        ByteBuffer matrix = ByteBuffer.wrap(bytes).position(at + TO_MATRIX);
        matrix.putInt(a * ONE).putInt(b * ONE).putInt(0);
        matrix.putInt(c * ONE).putInt(d * ONE).putInt(0);
        return Files.write(to, bytes);
    }
}
