package io.jndencode.encode.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.file.LineFile;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private final LineFile lines;
    private final List<JournalRecord> found;

    private Journal(LineFile lines, List<JournalRecord> found) {
        this.lines = lines;
        this.found = found;
    }

    /** Opens a journal to read and continue it, or creates one. */
    static Journal open(Path file) {
        try {
            Journal journal = new Journal(new LineFile(file), read(file));
            journal.lines.open();
            return journal;
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the entries of a journal, also while another process writes it; empty if there is no journal. */
    public static List<JournalRecord> read(Path file) throws IOException {
        List<JournalRecord> entries = new ArrayList<>();
        for (String line : LineFile.read(file)) {
            add(line, entries);
        }
        return entries;
    }

    private static void add(String line, List<JournalRecord> entries) {
        if (line.length() <= HEAD_LENGTH) {
            return;
        }
        String rest = line.substring(HEAD_LENGTH);
        if (line.startsWith(HEAD.formatted(crc(rest)))) {
            try {
                entries.add(MAPPER.readValue("{" + rest, JournalRecord.class));
            } catch (JsonProcessingException e) {
                // The line is whole but from another version: the work is done again.
                return;
            }
        }
    }

    /** Returns the entries that earlier runs left, in order. */
    List<JournalRecord> found() {
        return found;
    }

    /** Adds an entry, which is visible to the next run as soon as this method returns. */
    void append(JournalRecord entry) {
        try {
            String rest = MAPPER.writeValueAsString(entry).substring(1);
            lines.append(HEAD.formatted(crc(rest)) + rest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + entry, e);
        }
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        lines.close();
    }
}
