package io.jndencode.media.tags;

import io.jndencode.media.OutputContainer;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/**
 * Chooses where to write the tags of a file in MP4 and QuickTime. The usual place has a fixed list of tags, which players show; the other
 * holds any tag, but most players do not read it, and FFmpeg writes only one of the two.
 */
public final class MovieTags {
    /** Tags that the usual place holds and players show. */
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

    /** QuickTime's shorter list of such tags. */
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

    /** Tags in neither place, because the muxer writes them to headers. */
    private static final Set<String> ELSEWHERE = Set.of("creation_time", "timecode", "location", "encoder");

    private MovieTags() {}

    /**
     * Returns whether to write the output's tags to the free place: if they are a phone's own, or are free-form and no tag that players
     * show would be hidden.
     */
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
