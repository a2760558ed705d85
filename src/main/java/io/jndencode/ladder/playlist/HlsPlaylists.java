package io.jndencode.ladder.playlist;

import io.jndencode.media.Rational;
import io.jndencode.media.packaging.PackedTrack;
import io.jndencode.media.packaging.Piece;
import io.jndencode.media.packaging.SoundTrack;
import io.jndencode.media.packaging.TextTrack;
import io.jndencode.media.packaging.VideoTrack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The playlists of HTTP Live Streaming (RFC 8216 and its second edition). */
public final class HlsPlaylists {
    /** The list that players open. */
    public static final String MASTER = "master.m3u8";

    /** The list of a track's pieces, in its folder. */
    public static final String MEDIA = "playlist.m3u8";

    /** The list of a video's key frames, in its folder. */
    public static final String KEY_FRAMES = "iframes.m3u8";

    /** Fragments, and key frames as ranges of them, are of version 7. */
    private static final int VERSION = 7;

    private final PackedLadder ladder;

    public HlsPlaylists(PackedLadder ladder) {
        this.ladder = ladder;
    }

    /** Returns the list of everything to choose from. */
    public String master() {
        StringBuilder text = begin().append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        sounds(text);
        texts(text);
        for (VideoTrack video : ladder.videos()) {
            text.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                    .append(ladder.peakRate(video))
                    .append(",AVERAGE-BANDWIDTH=")
                    .append(ladder.averageRate(video))
                    .append(",CODECS=\"")
                    .append(String.join(",", codecs(video)))
                    .append('"')
                    .append(shape(video))
                    .append(ladder.sounds().isEmpty() ? "" : ",AUDIO=\"audio\"")
                    .append(ladder.texts().isEmpty() ? "" : ",SUBTITLES=\"subtitles\"")
                    .append(",CLOSED-CAPTIONS=NONE\n")
                    .append(video.track().folder())
                    .append('/' + MEDIA + '\n');
        }
        for (VideoTrack video : ladder.videos()) {
            keyFrames(text, video);
        }
        return text.toString();
    }

    private static StringBuilder begin() {
        return new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n");
    }

    private Set<String> codecs(VideoTrack video) {
        Set<String> codecs = new LinkedHashSet<>();
        codecs.add(video.track().codecs());
        ladder.sounds().forEach(sound -> codecs.add(sound.track().codecs()));
        return codecs;
    }

    private static String shape(VideoTrack video) {
        Rational highest = video.rates().highest(); // RFC 8216, 4.3.4.2: "the maximum frame rate"
        String rate = highest.known() ? String.format(Locale.ROOT, ",FRAME-RATE=%.3f", highest.toDouble()) : "";
        return ",RESOLUTION=" + video.width() + "x" + video.height() + rate + ",VIDEO-RANGE=" + video.range();
    }

    private void sounds(StringBuilder text) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ladder.sounds().size(); i++) {
            SoundTrack sound = ladder.sounds().get(i);
            names.add(TrackName.unique(sound.title(), sound.language(), "Sound", names));
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"")
                    .append(names.get(i))
                    .append('"')
                    .append(language(sound.language()))
                    .append(i == ladder.usualSound() ? ",DEFAULT=YES" : ",DEFAULT=NO")
                    .append(",AUTOSELECT=YES,CHANNELS=\"")
                    .append(sound.channels())
                    .append("\",URI=\"")
                    .append(sound.track().folder())
                    .append("/" + MEDIA + "\"\n");
        }
    }

    private void texts(StringBuilder text) {
        List<String> names = new ArrayList<>();
        for (TextTrack track : ladder.texts()) {
            String name = TrackName.unique(track.title(), track.language(), "Subtitles", names);
            names.add(name);
            text.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"")
                    .append(name)
                    .append('"')
                    .append(language(track.language()))
                    .append(",DEFAULT=NO,AUTOSELECT=YES,FORCED=")
                    .append(track.forced() ? "YES" : "NO")
                    .append(",URI=\"")
                    .append(track.folder())
                    .append("/" + MEDIA + "\"\n");
        }
    }

    private static String language(String language) {
        String tag = TrackName.tag(language);
        return tag.isEmpty() ? "" : ",LANGUAGE=\"" + tag + '"';
    }

    private void keyFrames(StringBuilder text, VideoTrack video) {
        PackedTrack track = video.track();
        long bytes = track.pieces().stream().mapToLong(Piece::keyBytes).sum();
        double peak = track.pieces().stream()
                .mapToDouble(piece -> piece.keyBytes() * 8 / track.seconds(piece))
                .max()
                .orElse(0);
        text.append("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=")
                .append((long) Math.ceil(peak))
                .append(",AVERAGE-BANDWIDTH=")
                .append((long) Math.ceil(bytes * 8 / track.seconds()))
                .append(",CODECS=\"")
                .append(track.codecs())
                .append("\",RESOLUTION=")
                .append(video.width() + "x" + video.height())
                .append(",VIDEO-RANGE=")
                .append(video.range())
                .append(",URI=\"")
                .append(track.folder())
                .append("/" + KEY_FRAMES + "\"\n");
    }

    /** Returns the list of a track's pieces. */
    public String media(PackedTrack track) {
        StringBuilder text = list("");
        for (int i = 0; i < track.pieces().size(); i++) {
            length(text, track.seconds(track.pieces().get(i)));
            text.append(PackedTrack.file(i)).append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    /** Returns the list of the key frames that a video's pieces begin with. */
    public String keyFrames(PackedTrack track) {
        StringBuilder text = list("#EXT-X-I-FRAMES-ONLY\n");
        for (int i = 0; i < track.pieces().size(); i++) {
            Piece piece = track.pieces().get(i);
            length(text, track.seconds(piece));
            text.append("#EXT-X-BYTERANGE:" + piece.keyBytes() + "@0\n")
                    .append(PackedTrack.file(i))
                    .append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    /** Returns the list of the pieces of subtitles. */
    public String texts() {
        StringBuilder text = head("");
        for (int i = 0; i < ladder.cuts().count(); i++) {
            length(text, ladder.cuts().seconds(i));
            text.append(WebVtt.file(i)).append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private StringBuilder head(String kind) {
        return begin().append("#EXT-X-TARGETDURATION:" + ladder.targetDuration() + "\n#EXT-X-MEDIA-SEQUENCE:1\n")
                .append("#EXT-X-PLAYLIST-TYPE:VOD\n")
                .append(kind);
    }

    private StringBuilder list(String kind) {
        return head(kind).append("#EXT-X-MAP:URI=\"" + PackedTrack.INIT + "\"\n");
    }

    private static void length(StringBuilder text, double seconds) {
        text.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", seconds));
    }
}
