package io.jndencode.media.tags;

import io.jndencode.media.OutputContainer;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/**
 * How the tags of a file are written in MP4 and QuickTime. The usual place has a fixed list of tags, which players show; the other takes
 * any, but most players do not look there, and FFmpeg writes one of the two.
 */
public final class MovieTags {
    /** What the usual place holds and players show. */
    private static final Set<String> SHOWN = Set.of(
            "title",
            "artist",
            "author",
            "album",
            "album_artist",
            "composer",
            "date",
            "comment",
            "genre",
            "copyright",
            "grouping",
            "lyrics",
            "description",
            "synopsis",
            "show",
            "episode_id",
            "network",
            "keywords",
            "episode_sort",
            "season_number",
            "media_type",
            "track",
            "disc",
            "make",
            "model",
            "xmp");

    /** The shorter list of QuickTime. */
    private static final Set<String> SHOWN_BY_QUICKTIME = Set.of(
            "title",
            "artist",
            "author",
            "album",
            "date",
            "comment",
            "genre",
            "copyright",
            "make",
            "model",
            "keywords",
            "xmp");

    /** What stands in neither: the muxer has it in headers. */
    private static final Set<String> ELSEWHERE = Set.of("creation_time", "timecode", "location", "encoder");

    private MovieTags() {}

    /** Whether the output's tags should stand in the free place: telephones' own, or free ones where no other is hidden by that. */
    public static boolean free(AVFormatContext output, OutputContainer container) {
        Set<String> shown = container == OutputContainer.MOV ? SHOWN_BY_QUICKTIME : SHOWN;
        Map<String, String> tags = FileDescription.tags(output.metadata());
        if (tags.keySet().stream().anyMatch(key -> key.startsWith("com."))) {
            return true;
        }
        boolean others = tags.keySet().stream().anyMatch(key -> !shown.contains(key) && !ELSEWHERE.contains(key));
        return others && tags.keySet().stream().noneMatch(shown::contains) && !covers(output);
    }

    private static boolean covers(AVFormatContext output) {
        for (int i = 0; i < output.nb_streams(); i++) {
            if (FileDescription.beside(output.streams(i))) {
                return true;
            }
        }
        return false;
    }
}
