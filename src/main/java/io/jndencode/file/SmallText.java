package io.jndencode.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads whole text files from any source into memory: UTF-8, at most 64 MiB, which is about a million rows. */
public final class SmallText {
    private static final long MOST_BYTES = 64L << 20;
    private static final int SHOWN = 120;

    private SmallText() {}

    /** Reads the lines of a file. The message of its exception ends the sentence {@code cannot read FILE: }. */
    public static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not text in UTF-8", e);
        }
    }

    /** Returns the beginning of a foreign text for a message: one line without control characters. */
    public static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }
}
