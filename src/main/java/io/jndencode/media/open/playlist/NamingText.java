package io.jndencode.media.open.playlist;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text formats that name other files or addresses, recognised by their beginning, whatever the file is called. */
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

    /** Flag of a footer, which repeats the header at the end. */
    private static final int ID3_FOOTER = 0x10;

    /** A comment, a declaration that contains others, or a plain declaration. */
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

    /** Returns the name for messages, with its article. */
    String title() {
        return title;
    }

    /** Returns FFmpeg's name of the demuxer; empty if the format is never read. */
    public String demuxer() {
        return demuxer;
    }

    /** Returns the format of a file; empty if it is not such a text. */
    public static Optional<NamingText> of(Path file) {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
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

    private static byte[] read(SeekableByteChannel in, long at) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(BEGINNING);
        in.position(at);
        while (beginning.hasRemaining() && in.read(beginning) >= 0) {}
        return Arrays.copyOf(beginning.array(), beginning.position());
    }

    /**
     * Returns the length in bytes of the ID3 tag at the beginning, 0 if there is none: FFmpeg looks past such tags to detect the format.
     */
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

    /** Returns the text after the blanks, comments and declarations with which XML may begin. */
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

    /** Returns an exception that explains why what is at an address is not read. */
    public JndException.Input refusedAt(Path address) {
        return new JndException.Input(address + " is " + title
                + ", which names other files or addresses; at an address none of them is opened: give the file that holds the"
                + " video itself.");
    }

    /** Returns an exception that explains why the file is not read. */
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
