package io.jndencode.ladder.playlist;

import io.jndencode.media.packaging.Cuts;
import io.jndencode.media.packaging.TextTrack;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Subtitles as WebVTT: whole for DASH, in pieces for HLS. A line shown across a cut is in both pieces, as RFC 8216 has it. */
public final class WebVtt {
    /** The file with all lines, in the track's folder. */
    public static final String WHOLE = "all.vtt";

    private WebVtt() {}

    /** Returns the name of a piece's file. */
    public static String file(int piece) {
        return String.format(Locale.ROOT, "%05d.vtt", piece + 1);
    }

    /** Returns all lines. */
    public static String whole(TextTrack track) {
        return text("WEBVTT\n", track.cues());
    }

    /** Returns the lines that are shown during a piece. */
    public static String piece(TextTrack track, Cuts cuts, int piece) {
        double start = cuts.start(piece);
        double end = start + cuts.seconds(piece);
        return text(
                "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n",
                track.cues().stream()
                        .filter(cue -> cue.start() < end && cue.end() > start)
                        .toList());
    }

    private static String text(String head, List<TextTrack.Cue> cues) {
        return head
                + cues.stream()
                        .map(cue ->
                                "\n" + time(cue.start()) + " --> " + time(cue.end()) + "\n" + line(cue.text()) + "\n")
                        .collect(Collectors.joining());
    }

    /** Escapes what would be markup; a blank line would end the cue. */
    private static String line(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("\n\\s*(?=\n)", "\n\u00a0")
                .replace("\u0000", "");
    }

    private static String time(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
