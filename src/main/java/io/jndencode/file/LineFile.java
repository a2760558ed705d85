package io.jndencode.file;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of text to which whole lines are appended; each is there for the next run as soon as it is written. What a crash left of a line is
 * no line, and the next one is not appended to it. Safe for several threads.
 */
public final class LineFile implements AutoCloseable {
    private final Path file;
    private @Nullable RandomAccessFile out; // not a channel: an interrupt of one writer would close it for all

    /** Names a file, which is opened or created by the first line. */
    public LineFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the whole lines, also while another process writes; empty if there is no file. Bytes that are no UTF-8 are replaced in them.
     */
    public static List<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1));
        return lines.subList(0, lines.size() - 1);
    }

    /** Opens the file to continue it, or creates it, with its folder; a torn line at its end is cut off. */
    public synchronized void open() {
        if (out != null) {
            return;
        }
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()));
                Files.createFile(file, PrivateFolder.fileMode(file));
            }
            RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
            out = opened;
            opened.setLength(wholeLines(opened));
            opened.seek(opened.length());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Adds a line without its line feed. */
    public synchronized void append(String line) {
        open();
        RandomAccessFile to = Objects.requireNonNull(out);
        try {
            long before = to.length();
            try {
                to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                to.setLength(before); // the next line must not be appended to a partial one
                to.seek(before);
                throw e;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Returns the length up to and including the last line feed. */
    private static long wholeLines(RandomAccessFile file) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long end = file.length(); end > 0; ) {
            int length = (int) Math.min(block.length, end);
            file.seek(end - length);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    private JndException failure(IOException e) {
        return new JndException.Encode("cannot write " + file + ": " + WriteFailure.reason(e), e);
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
                out = null;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
