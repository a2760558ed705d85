package io.jndencode.media.tags;

import io.jndencode.media.open.FileBytes;
import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/**
 * Properties of tracks that FFmpeg's readers ignore: BCP 47 languages, and whether a track is disabled. Read from Matroska
 * ({@code LanguageBCP47}, {@code FlagEnabled}) and from MP4 and QuickTime ({@code elng}); other containers have neither.
 */
public final class TrackNotes {
    static final int TRACKS = 0x1654AE6B;
    static final int TRACK = 0xAE;
    static final int LANGUAGE = 0x22B59C;
    static final int LANGUAGE_BCP47 = 0x22B59D;
    static final int FLAG_ENABLED = 0xB9;

    private static final int TRACK_TYPE = 0x83;
    private static final List<Long> TYPES_OF_STREAMS = List.of(1L, 2L, 0x11L, 0x21L);

    /** ISO 639-2 has two codes for some languages: the bibliographic code, and the terminological one that Java uses. */
    private static final Map<String, String> TERMINOLOGICAL = Map.ofEntries(
            Map.entry("alb", "sqi"),
            Map.entry("arm", "hye"),
            Map.entry("baq", "eus"),
            Map.entry("bur", "mya"),
            Map.entry("chi", "zho"),
            Map.entry("cze", "ces"),
            Map.entry("dut", "nld"),
            Map.entry("fre", "fra"),
            Map.entry("geo", "kat"),
            Map.entry("ger", "deu"),
            Map.entry("gre", "ell"),
            Map.entry("ice", "isl"),
            Map.entry("mac", "mkd"),
            Map.entry("mao", "mri"),
            Map.entry("may", "msa"),
            Map.entry("per", "fas"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("tib", "bod"),
            Map.entry("wel", "cym"));

    private static final int BOX_HEADER = 8;
    private static final int LONG_BOX_HEADER = 16;
    private static final int FULL_BOX = 4;

    /**
     * The properties of one track.
     *
     * @param language BCP 47 tag; empty if there is none or it is equivalent to the old code
     * @param old three-letter code beside it; empty if the file does not give one
     * @param enabled whether players may offer the track
     */
    public record Note(String language, String old, boolean enabled) {
        static final Note NONE = new Note("", "", true);

        boolean any() {
            return !language.isEmpty() || !enabled;
        }

        /** Returns the three-letter code for readers that know no others. */
        public String threeLetters() {
            return old.isEmpty() ? three(language) : old;
        }
    }

    private final List<Note> notes;
    private final List<String> titles;

    private TrackNotes(List<Note> notes, List<String> titles) {
        this.notes = notes;
        this.titles = titles;
    }

    public static TrackNotes of(InputFile input) {
        try {
            List<Note> notes = new ArrayList<>();
            List<String> titles = new ArrayList<>();
            if (input.container().contains("matroska")) {
                matroska(input.file(), notes);
            } else if (input.container().contains("mp4")) {
                mp4(input.file(), notes, titles);
            }
            // If FFmpeg dropped a track it does not know, tracks and streams cannot be matched.
            boolean all = notes.size() == tracks(input);
            return all ? new TrackNotes(notes, titles) : new TrackNotes(List.of(), List.of());
        } catch (IOException e) {
            return new TrackNotes(List.of(), List.of()); // a damaged header: FFmpeg has read what it could
        }
    }

    private static int tracks(InputFile input) {
        int count = 0;
        for (int i = 0; i < input.streams(); i++) {
            count += FileDescription.beside(input.stream(i)) ? 0 : 1;
        }
        return count;
    }

    /** Returns the note of the stream at this position among those that are not attachments. */
    Note of(int track) {
        return track < notes.size() ? notes.get(track) : Note.NONE;
    }

    /** Returns the note of a stream of the file. */
    public Note of(InputFile input, int index) {
        return FileDescription.beside(input.stream(index)) ? Note.NONE : of(track(input, index));
    }

    /** Returns the title that MP4 and QuickTime store for a stream in its own box; empty if there is none. */
    public String title(InputFile input, int index) {
        int track = track(input, index);
        return FileDescription.beside(input.stream(index)) || track >= titles.size() ? "" : titles.get(track);
    }

    private static int track(InputFile input, int index) {
        int track = 0;
        for (int i = 0; i < index; i++) {
            track += FileDescription.beside(input.stream(i)) ? 0 : 1;
        }
        return track;
    }

    private static void matroska(Path path, List<Note> notes) throws IOException {
        try (EbmlFile file = EbmlFile.open(path)) {
            Optional<EbmlFile.Element> tracks = file.topLevel(TRACKS);
            if (tracks.isEmpty()) {
                return;
            }
            for (EbmlFile.Element track : file.children(tracks.get(), TRACK)) {
                Optional<EbmlFile.Element> type = file.child(track, TRACK_TYPE);
                if (type.isPresent() && TYPES_OF_STREAMS.contains(file.unsigned(type.get()))) {
                    notes.add(note(file, track));
                }
            }
        }
    }

    private static Note note(EbmlFile file, EbmlFile.Element track) throws IOException {
        Optional<EbmlFile.Element> enabled = file.child(track, FLAG_ENABLED);
        boolean off = enabled.isPresent() && enabled.get().size() > 0 && file.unsigned(enabled.get()) == 0;
        return note(file.text(file.child(track, LANGUAGE_BCP47)), file.text(file.child(track, LANGUAGE)), !off);
    }

    static Note note(String language, String old, boolean enabled) {
        // A track without any language is English; one with only the new tag is not.
        boolean same = canonical(language).equals(canonical(old.isEmpty() ? "eng" : old));
        return new Note(same ? "" : language, old, enabled);
    }

    /** Returns one spelling for a language that has several: Java's three letters, if it has no region, script or variant. */
    public static String canonical(String language) {
        String three = language.length() == 2 ? three(language) : language;
        return TERMINOLOGICAL.getOrDefault(three, three.isEmpty() ? language : three);
    }

    /** Returns the three-letter code of a BCP 47 tag's language; empty if it has none. */
    static String three(String language) {
        try {
            return Locale.forLanguageTag(language).getISO3Language();
        } catch (MissingResourceException e) {
            return "";
        }
    }

    private static void mp4(Path path, List<Note> notes, List<String> titles) throws IOException {
        try (FileBytes file = FileBytes.open(path)) {
            for (Box movie : boxes(file, 0, file.length(), "moov")) {
                for (Box track : boxes(file, movie.data, movie.end, "trak")) {
                    String language = "";
                    for (Box media : boxes(file, track.data, track.end, "mdia")) {
                        for (Box extended : boxes(file, media.data, media.end, "elng")) {
                            language = text(file, extended, FULL_BOX);
                        }
                    }
                    notes.add(new Note(language, "", true));
                    titles.add(title(file, track));
                }
            }
        }
    }

    private record Box(long data, long end) {}

    private static String title(FileBytes file, Box track) throws IOException {
        String title = "";
        for (Box user : boxes(file, track.data, track.end, "udta")) {
            for (Box name : boxes(file, user.data, user.end, "name")) {
                title = text(file, name, 0);
            }
        }
        return title.chars().anyMatch(Character::isISOControl) ? "" : title;
    }

    private static String text(FileBytes file, Box box, int from) throws IOException {
        byte[] content = new byte[(int) Math.max(0, Math.min(1024, box.end - box.data - from))];
        file.seek(box.data + from);
        file.readFully(content);
        return new String(content, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static List<Box> boxes(FileBytes file, long from, long to, String type) throws IOException {
        List<Box> found = new ArrayList<>();
        byte[] name = new byte[4];
        long at = from;
        while (at + BOX_HEADER <= to) {
            file.seek(at);
            long size = file.readInt() & 0xffffffffL;
            file.readFully(name);
            int header = BOX_HEADER;
            if (size == 1) {
                size = file.readLong();
                header = LONG_BOX_HEADER;
            }
            long end = size == 0 ? to : at + size;
            if ((size != 0 && size < header) || end > to || end < at) {
                return found;
            }
            if (new String(name, StandardCharsets.ISO_8859_1).equals(type)) {
                found.add(new Box(at + header, end));
            }
            at = end;
        }
        return found;
    }
}
