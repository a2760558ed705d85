package io.jndencode.encode.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.PrivateFolder;
import io.jndencode.text.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * An append-only file of finished work: one JSON object a line, {@code {"crc":"1b2c3d4e",...}}, its first field the
 * CRC-32C of all that follows the comma. A line that a crash tore off, or that is damaged, or written by a version with
 * other entries, is left out; the others still count. Safe for several threads.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper MAPPER = Json.strict()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final String HEAD = "{\"crc\":\"%08x\",";
    private static final int HEAD_LENGTH = HEAD.formatted(0).length();

    private final Path file;
    private final RandomAccessFile out; // not a channel: an interrupt of one writer would close it for all
    private final List<JournalRecord> found;

    private Journal(Path file, RandomAccessFile out, List<JournalRecord> found) {
        this.file = file;
        this.out = out;
        this.found = found;
    }

    /** Opens a journal to read and continue it, or creates one. */
    static Journal open(Path file) {
        try {
            List<JournalRecord> found = read(file);
            if (Files.notExists(file)) {
                Files.createFile(file, PrivateFolder.fileMode(file));
            }
            RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
            out.setLength(wholeLines(out));
            out.seek(out.length());
            return new Journal(file, out, found);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Returns the entries of a journal, also while another process writes it; empty if there is no journal. */
    public static List<JournalRecord> read(Path file) throws IOException {
        List<JournalRecord> entries = new ArrayList<>();
        if (Files.exists(file)) {
            String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1);
            for (String line : Arrays.asList(lines)
                    .subList(0, lines.length - 1)) { // the text after the last line feed is a torn line
                add(line, entries);
            }
        }
        return entries;
    }

    private static void add(String line, List<JournalRecord> entries) {
        if (line.length() <= HEAD_LENGTH) {
            return;
        }
        byte[] rest = line.substring(HEAD_LENGTH).getBytes(StandardCharsets.ISO_8859_1);
        if (line.startsWith(HEAD.formatted(crc(rest)))) {
            try {
                entries.add(MAPPER.readValue("{" + new String(rest, StandardCharsets.UTF_8), JournalRecord.class));
            } catch (JsonProcessingException e) {
                // The line is whole but from another version: the work is done again.
                return;
            }
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

    /** Returns the entries that earlier runs left, in order. */
    List<JournalRecord> found() {
        return found;
    }

    /** Adds an entry, which is visible to the next run as soon as this method returns. */
    synchronized void append(JournalRecord entry) {
        try {
            byte[] rest = MAPPER.writeValueAsBytes(entry);
            String text = new String(rest, 1, rest.length - 1, StandardCharsets.ISO_8859_1);
            String line = HEAD.formatted(crc(text.getBytes(StandardCharsets.ISO_8859_1))) + text + "\n";
            long before = out.length();
            try {
                out.write(line.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                out.setLength(before); // the next line must not be appended to a partial one
                out.seek(before);
                throw e;
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static JndException failure(Path file, IOException e) {
        String message = String.valueOf(e.getMessage());
        return new JndException.Encode(
                "cannot write " + file + ": " + (message.contains("No space left") ? "the disk is full" : message), e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }
}
