package io.jndencode.media.open.playlist;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of texts that name other files or addresses, known by their beginning, whatever the file is called. */
public enum NamingText {
    HLS("an HLS playlist", "hls", "#EXTM3U"),
    CONCAT("an FFmpeg concat script", "concat", "ffconcat version"),
    DASH("a DASH manifest", "", "<([\\w.-]+:)?MPD\\b"),
    SMOOTH("a Smooth Streaming manifest", "", "<SmoothStreamingMedia\\b"),
    IMF("an IMF composition", "", "<([\\w.-]+:)?(CompositionPlaylist|AssetMap)\\b"),
    SDP("a description of a network session (SDP)", "", "v=0\\s+o="),
    PLAYLIST(
            "a playlist", "", "(?i)(\\[playlist\\]|\\[reference\\]|<asx\\b|<smil\\b|<playlist\\b|<\\?wpl\\b|rtsptext)");

    private static final int BEGINNING = 1 << 12;
    private static final int ID3_HEADER = 10;

    /** A flag: the header comes once more, behind. */
    private static final int ID3_FOOTER = 0x10;

    /** A comment, a declaration with others inside, or a plain one. */
    private static final Pattern PROLOG =
            Pattern.compile("<!--.*?-->|<![^>\\[]*\\[.*?\\]\\s*>|<[^>]*>", Pattern.DOTALL);

    private final String title;
    private final String demuxer;
    private final Pattern begins;

    NamingText(String title, String demuxer, String begins) {
        this.title = title;
        this.demuxer = demuxer;
        this.begins = Pattern.compile(begins);
    }

    /** What people call it, with its article. */
    String title() {
        return title;
    }

    /** FFmpeg's name of what reads it, empty where it is never read. */
    public String demuxer() {
        return demuxer;
    }

    /** The kind of a file; empty for all that is no such text. */
    public static Optional<NamingText> of(Path file) {
        try (FileChannel in = FileChannel.open(file)) {
            long at = 0;
            byte[] beginning = read(in, at);
            for (long tag = tagLength(beginning); tag > 0; tag = tagLength(beginning)) {
                at += tag;
                beginning = read(in, at);
            }
            return of(new String(beginning, StandardCharsets.UTF_8));
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while reading " + file);
        } catch (IOException e) {
            throw new JndException.Input(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] read(FileChannel in, long at) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(BEGINNING);
        while (beginning.hasRemaining() && in.read(beginning, at + beginning.position()) >= 0) {}
        return Arrays.copyOf(beginning.array(), beginning.position());
    }

    /** Bytes of the ID3 tag that stands there, 0 for none: FFmpeg looks behind tags for what a file is. */
    private static long tagLength(byte[] at) {
        if (at.length < ID3_HEADER || at[0] != 'I' || at[1] != 'D' || at[2] != '3' || at[3] == -1 || at[4] == -1) {
            return 0;
        }
        long length = 0;
        for (int i = 6; i < ID3_HEADER; i++) {
            if (at[i] < 0) {
                return 0;
            }
            length = (length << 7) | at[i];
        }
        return length + ID3_HEADER + ((at[5] & ID3_FOOTER) == 0 ? 0 : ID3_HEADER);
    }

    private static Optional<NamingText> of(String beginning) {
        String text = withoutProlog(beginning.startsWith("\ufeff") ? beginning.substring(1) : beginning);
        return Arrays.stream(values())
                .filter(kind -> kind.begins.matcher(text).lookingAt())
                .findFirst();
    }

    /** What follows the blanks, comments and declarations that XML may begin with. */
    private static String withoutProlog(String text) {
        String rest = text.stripLeading();
        while (rest.startsWith("<!") || rest.startsWith("<?xml")) {
            Matcher declaration = PROLOG.matcher(rest);
            if (!declaration.lookingAt()) {
                return "";
            }
            rest = rest.substring(declaration.end()).stripLeading();
        }
        return rest;
    }

    /** Why it is not read, in a sentence. */
    public JndException.Input refused(Path file) {
        return new JndException.Input(
                demuxer.isEmpty()
                        ? file + " is " + title
                                + ", which names other files or addresses; none of them is opened: give the file that"
                                + " holds the video itself (--allow-playlists is for HLS playlists and concat scripts"
                                + " only)."
                        : file + " is " + title
                                + ", which names other files: they are only opened with --allow-playlists, and"
                                + " only below its own folder.");
    }
}
