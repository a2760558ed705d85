package io.jndencode.media.open.playlist;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A complete HLS media playlist (RFC 8216): the parts FFmpeg needs are rewritten, the rest is dropped. */
record HlsPlaylist(Playlist.Names names) {
    private static final Pattern KEPT = Pattern.compile(
            "#EXT-X-(VERSION|TARGETDURATION|MEDIA-SEQUENCE|DISCONTINUITY-SEQUENCE):\\d{1,10}"
                    + "|#EXT-X-(DISCONTINUITY|ENDLIST)|#EXT-X-BYTERANGE:\\d{1,18}(@\\d{1,18})?|#EXT-X-PLAYLIST-TYPE:VOD");
    private static final Pattern LENGTH = Pattern.compile("#EXTINF:(\\d{1,9}(\\.\\d{1,9})?)\\s*,?.*");
    private static final Pattern ADDRESS = Pattern.compile("URI=\"([^\"]*)\"");
    private static final Pattern RANGE = Pattern.compile("BYTERANGE=\"(\\d{1,18}(@\\d{1,18})?)\"");
    private static final Pattern ENCRYPTED = Pattern.compile("#EXT-X-(SESSION-)?KEY:(?!\\s*METHOD=NONE\\s*$).*");
    private static final Pattern VARIANTS = Pattern.compile("#EXT-X-(STREAM-INF|I-FRAME-STREAM-INF|MEDIA):.*");

    String written(List<String> lines) {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        boolean ended = false;
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String stripped = line.strip();
            ended |= stripped.equals("#EXT-X-ENDLIST");
            text.append(written(stripped));
        }
        if (!ended) {
            throw names.refused(
                    "has no end (#EXT-X-ENDLIST), as one of a broadcast that goes on: only whole videos are read");
        }
        return text.toString();
    }

    private String written(String line) {
        Matcher length = LENGTH.matcher(line);
        if (length.matches()) {
            return "#EXTINF:" + length.group(1) + ",\n";
        }
        if (VARIANTS.matcher(line).matches()) {
            throw names.refused(
                    "is one of variants of a video, not of its parts: give the playlist of the variant you want");
        }
        if (ENCRYPTED.matcher(line).matches()) {
            throw names.refused("is encrypted: that is not read");
        }
        if (line.startsWith("#EXT-X-MAP:")) {
            Matcher address = ADDRESS.matcher(line);
            Matcher range = RANGE.matcher(line);
            String url = names.url(address.find() ? address.group(1) : "");
            return "#EXT-X-MAP:URI=\"" + quotable(url) + "\""
                    + (range.find() ? ",BYTERANGE=\"" + range.group(1) + "\"" : "") + "\n";
        }
        if (line.startsWith("#")) {
            return KEPT.matcher(line).matches() ? line + "\n" : "";
        }
        return line.isEmpty() ? "" : names.url(line) + "\n";
    }

    private String quotable(String url) {
        if (url.indexOf('"') >= 0) {
            throw names.refused("names a file with a quotation mark in its path: rename it");
        }
        return url;
    }
}
