package io.jndencode.media.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Detects WebP files with an animation, which FFmpeg reads but cannot decode. */
public final class AnimatedWebp {
    /** Bytes of the RIFF header, form type, and the extended chunk's name, size and flags, according to WebP's container specification. */
    private static final int HEADER = 21;

    private static final int ANIMATION = 0x02;

    private AnimatedWebp() {}

    public static boolean is(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            return header.length == HEADER
                    && text(header, 0).equals("RIFF")
                    && text(header, 8).equals("WEBP")
                    && text(header, 12).equals("VP8X")
                    && (header[HEADER - 1] & ANIMATION) != 0;
        } catch (IOException e) { // an unreadable file is not known to be animated
            return false;
        }
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
