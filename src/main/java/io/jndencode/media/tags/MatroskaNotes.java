package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.jndencode.media.open.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * Writes metadata into a Matroska output that FFmpeg's muxer does not support: BCP 47 languages, and disabled tracks.
 *
 * <p>The muxer writes any language string unchanged. It is therefore given one as long as the elements that will replace it, and these are
 * written over it when the file is complete.
 */
public final class MatroskaNotes {
    private static final int CRC = 0xBF;
    private static final int CRC_BYTES = 4;
    private static final int SHORT_SIZE = 0x80;

    /** Notes by the track's position in the output. */
    private final Map<Integer, TrackNotes.Note> notes = new TreeMap<>();

    /** Reserves space for a note in a stream of the output; to be called before the header is written. */
    public void reserve(AVStream made, int track, TrackNotes.Note note) {
        if (!note.any()) {
            return;
        }
        TrackNotes.Note full = new TrackNotes.Note(note.language(), old(made, note), note.enabled());
        AVDictionary tags = made.metadata() == null ? new AVDictionary(null) : made.metadata();
        int room = elements(full).length - elements(new TrackNotes.Note("", "", true)).length;
        av_dict_set(tags, "language", "x".repeat(room), 0);
        made.metadata(tags);
        notes.put(track, full);
    }

    private static String old(AVStream made, TrackNotes.Note note) {
        String three = note.old().isEmpty() ? note.threeLetters() : note.old();
        String known = InputFile.tag(made.metadata(), "language");
        String old = three.isEmpty() ? known : three;
        return old.isEmpty() ? "und" : old;
    }

    /** Returns the elements that replace the muxer's language element. */
    private static byte[] elements(TrackNotes.Note note) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, TrackNotes.LANGUAGE, note.old().getBytes(StandardCharsets.US_ASCII));
        if (!note.language().isEmpty()) {
            write(bytes, TrackNotes.LANGUAGE_BCP47, note.language().getBytes(StandardCharsets.US_ASCII));
        }
        if (!note.enabled()) {
            write(bytes, TrackNotes.FLAG_ENABLED, new byte[] {0});
        }
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int id, byte[] content) {
        byte[] name = ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
        int from = 0;
        while (name[from] == 0) {
            from++;
        }
        out.write(name, from, Integer.BYTES - from);
        out.write(SHORT_SIZE | content.length);
        out.writeBytes(content);
    }

    /** Writes the notes into the complete file. */
    public void write(Path file) throws IOException {
        if (notes.isEmpty()) {
            return;
        }
        try (EbmlFile reading = EbmlFile.open(file);
                RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
            EbmlFile.Element tracks = reading.topLevel(TrackNotes.TRACKS)
                    .orElseThrow(() -> new IOException("the output has no list of its tracks"));
            List<EbmlFile.Element> entries = reading.children(tracks, TrackNotes.TRACK);
            for (Map.Entry<Integer, TrackNotes.Note> note : notes.entrySet()) {
                Optional<EbmlFile.Element> language = reading.child(entries.get(note.getKey()), TrackNotes.LANGUAGE);
                byte[] elements = elements(note.getValue());
                if (language.isEmpty() || language.get().end() - language.get().start() != elements.length) {
                    throw new IOException("the output's list of tracks is not as it was to be");
                }
                writing.seek(language.get().start());
                writing.write(elements);
            }
            sum(reading, writing, tracks);
        }
    }

    /** Updates a checksum element, with which a list may begin and which covers the rest of the list. */
    private static void sum(EbmlFile reading, RandomAccessFile writing, EbmlFile.Element tracks) throws IOException {
        Optional<EbmlFile.Element> first = reading.child(tracks, CRC);
        if (first.isPresent() && first.get().size() == CRC_BYTES) {
            byte[] rest = new byte[(int) (tracks.end() - first.get().end())];
            writing.seek(first.get().end());
            writing.readFully(rest);
            CRC32 sum = new CRC32();
            sum.update(rest);
            writing.seek(first.get().data());
            writing.write(ByteBuffer.allocate(CRC_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) sum.getValue())
                    .array());
        }
    }
}
