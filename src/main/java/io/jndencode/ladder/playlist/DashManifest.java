package io.jndencode.ladder.playlist;

import io.jndencode.media.packaging.PackedTrack;
import io.jndencode.media.packaging.Piece;
import io.jndencode.media.packaging.SoundTrack;
import io.jndencode.media.packaging.TextTrack;
import io.jndencode.media.packaging.VideoTrack;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The manifest of MPEG-DASH (ISO/IEC 23009-1), profile isoff-live: a static presentation of the same pieces as the HLS playlists. */
public final class DashManifest {
    /** Its file. */
    public static final String NAME = "manifest.mpd";

    private static final String CICP = "urn:mpeg:mpegB:cicp:";
    private static final int UNKNOWN = 2;

    private final PackedLadder ladder;
    private final StringBuilder xml = new StringBuilder();
    private int sets;

    public DashManifest(PackedLadder ladder) {
        this.ladder = ladder;
    }

    /** Returns the manifest; to be called once. */
    public String text() {
        line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        line(
                0,
                "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
                        + " profiles=\"urn:mpeg:dash:profile:isoff-live:2011,urn:mpeg:dash:profile:cmaf:2019\""
                        + " mediaPresentationDuration=\"%s\" maxSegmentDuration=\"PT%dS\" minBufferTime=\"PT%dS\">",
                duration(ladder.seconds()),
                ladder.targetDuration(),
                ladder.targetDuration());
        line(1, "<Period id=\"0\" start=\"PT0S\" duration=\"%s\">", duration(ladder.seconds()));
        byCoding().values().forEach(this::videos);
        for (int i = 0; i < ladder.sounds().size(); i++) {
            sound(ladder.sounds().get(i), i == ladder.usualSound());
        }
        ladder.texts().forEach(this::texts);
        line(1, "</Period>");
        line(0, "</MPD>");
        return xml.toString();
    }

    /** Players switch within a set, so all of one have the same coding. */
    private Map<String, List<VideoTrack>> byCoding() {
        return ladder.videos().stream()
                .collect(Collectors.groupingBy(
                        video -> video.track().codecs().replaceFirst("\\..*", ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void videos(List<VideoTrack> videos) {
        VideoTrack first = videos.get(0);
        line(
                2,
                "<AdaptationSet id=\"%d\" contentType=\"video\" mimeType=\"video/mp4\" segmentAlignment=\"true\""
                        + " startWithSAP=\"1\" maxWidth=\"%d\" maxHeight=\"%d\" par=\"%s\">",
                ++sets,
                videos.stream().mapToInt(VideoTrack::width).max().orElse(0),
                videos.stream().mapToInt(VideoTrack::height).max().orElse(0),
                ratio(first.width(), first.height()));
        boolean wide = !first.range().equals("SDR");
        colour(wide ? "EssentialProperty" : "SupplementalProperty", "ColourPrimaries", first.primaries());
        colour(wide ? "EssentialProperty" : "SupplementalProperty", "TransferCharacteristics", first.transfer());
        colour(wide ? "EssentialProperty" : "SupplementalProperty", "MatrixCoefficients", first.matrix());
        line(3, "<Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"main\"/>");
        for (VideoTrack video : videos) {
            String rate = video.rates().average().known()
                    ? " frameRate=\"" + video.rates().average().num() + "/"
                            + video.rates().average().den() + '"'
                    : "";
            line(
                    3,
                    "<Representation id=\"%s\" codecs=\"%s\" bandwidth=\"%d\" width=\"%d\" height=\"%d\"%s sar=\"1:1\">",
                    video.track().folder(),
                    video.track().codecs(),
                    bandwidth(video.track()),
                    video.width(),
                    video.height(),
                    rate);
            pieces(video.track());
            line(3, "</Representation>");
        }
        line(2, "</AdaptationSet>");
    }

    private void colour(String element, String what, int value) {
        if (value != UNKNOWN && value > 0) {
            line(3, "<%s schemeIdUri=\"%s%s\" value=\"%d\"/>", element, CICP, what, value);
        }
    }

    private void sound(SoundTrack sound, boolean usual) {
        line(
                2,
                "<AdaptationSet id=\"%d\" contentType=\"audio\" mimeType=\"audio/mp4\" segmentAlignment=\"true\""
                        + " startWithSAP=\"1\"%s>",
                ++sets,
                language(sound.language()));
        role(usual ? "main" : "alternate");
        label(sound.title());
        line(
                3,
                "<Representation id=\"%s\" codecs=\"%s\" bandwidth=\"%d\" audioSamplingRate=\"%d\">",
                sound.track().folder(),
                sound.track().codecs(),
                bandwidth(sound.track()),
                sound.sampleRate());
        line(
                4,
                "<AudioChannelConfiguration schemeIdUri=\"urn:mpeg:dash:23003:3:audio_channel_configuration:2011\""
                        + " value=\"%d\"/>",
                sound.channels());
        pieces(sound.track());
        line(3, "</Representation>");
        line(2, "</AdaptationSet>");
    }

    private void texts(TextTrack track) {
        line(
                2,
                "<AdaptationSet id=\"%d\" contentType=\"text\" mimeType=\"text/vtt\"%s>",
                ++sets,
                language(track.language()));
        role(track.forced() ? "forced-subtitle" : "subtitle");
        label(track.title());
        line(3, "<Representation id=\"%s\" bandwidth=\"%d\">", track.folder(), textRate(track));
        line(4, "<BaseURL>%s/%s</BaseURL>", track.folder(), WebVtt.WHOLE);
        line(3, "</Representation>");
        line(2, "</AdaptationSet>");
    }

    private long textRate(TextTrack track) {
        return Math.max(1, Math.round(WebVtt.whole(track).length() * 8 / Math.max(ladder.seconds(), 1e-3)));
    }

    private void role(String value) {
        line(3, "<Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"%s\"/>", value);
    }

    private void label(String title) {
        if (!title.isBlank()) {
            line(3, "<Label>%s</Label>", escaped(title));
        }
    }

    private long bandwidth(PackedTrack track) {
        return (long) Math.ceil(track.peakRate(ladder.targetDuration()));
    }

    private void pieces(PackedTrack track) {
        line(
                4,
                "<SegmentTemplate timescale=\"%d\" startNumber=\"1\" initialization=\"%s/%s\" media=\"%s/$Number%%05d$.m4s\">",
                track.timescale(),
                track.folder(),
                PackedTrack.INIT,
                track.folder());
        line(5, "<SegmentTimeline>");
        List<Piece> pieces = track.pieces();
        for (int from = 0, to; from < pieces.size(); from = to) {
            to = from + 1;
            while (to < pieces.size()
                    && pieces.get(to).duration() == pieces.get(from).duration()) {
                to++;
            }
            String repeat = to - from > 1 ? " r=\"" + (to - from - 1) + '"' : "";
            line(
                    6,
                    "<S t=\"%d\" d=\"%d\"%s/>",
                    pieces.get(from).start(),
                    pieces.get(from).duration(),
                    repeat);
        }
        line(5, "</SegmentTimeline>");
        line(4, "</SegmentTemplate>");
    }

    private static String language(String language) {
        String tag = TrackName.tag(language);
        return tag.isEmpty() ? "" : " lang=\"" + tag + '"';
    }

    private static String ratio(int width, int height) {
        int common = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValue();
        return width / common + ":" + height / common;
    }

    private static String duration(double seconds) {
        return String.format(Locale.ROOT, "PT%.6fS", seconds);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}]", " ");
    }

    private void line(int depth, String format, Object... values) {
        xml.append("  ".repeat(depth))
                .append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
