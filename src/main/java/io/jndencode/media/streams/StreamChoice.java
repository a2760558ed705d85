package io.jndencode.media.streams;

import io.jndencode.JndException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of a source's streams beside the video.
 *
 * @param audio an {@link AudioChoice} in its own words
 * @param audioLanguages languages of the sound to keep; empty for all
 * @param subtitles {@code copy} or {@code none}
 * @param subtitleLanguages languages of the subtitles to keep; empty for all
 * @param map FFmpeg's stream specifiers, a minus before one that leaves streams out and a question mark behind one that may match none;
 *     empty for all streams
 */
public record StreamChoice(
        String audio, List<String> audioLanguages, String subtitles, List<String> subtitleLanguages, List<String> map) {
    /** Everything is kept as it is. */
    public static final StreamChoice ALL = new StreamChoice("copy", List.of(), "copy", List.of(), List.of());

    public StreamChoice(
            @Nullable String audio,
            @Nullable List<String> audioLanguages,
            @Nullable String subtitles,
            @Nullable List<String> subtitleLanguages,
            @Nullable List<String> map) {
        this.audio = AudioChoice.parse(audio == null ? "copy" : audio).toString();
        this.audioLanguages = languages(audioLanguages);
        this.subtitles = subtitles == null ? "copy" : subtitles;
        this.subtitleLanguages = languages(subtitleLanguages);
        this.map =
                map == null ? List.of() : map.stream().map(StreamMap::checked).toList();
        if (!List.of("copy", "none").contains(this.subtitles)) {
            throw new JndException.Usage("subtitles are copy or none, not \"%s\"".formatted(this.subtitles));
        }
        if (sound() instanceof AudioChoice.None && !this.audioLanguages.isEmpty()) {
            throw new JndException.Usage("no sound is kept, so there is none to choose by language");
        }
        if (this.subtitles.equals("none") && !this.subtitleLanguages.isEmpty()) {
            throw new JndException.Usage("no subtitles are kept, so there are none to choose by language");
        }
    }

    private static List<String> languages(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream().map(Languages::checked).toList();
    }

    /** Returns what is done with the sound. */
    public AudioChoice sound() {
        return AudioChoice.parse(audio);
    }

    /** Returns whether subtitles are kept at all. */
    public boolean keepsSubtitles() {
        return subtitles.equals("copy");
    }
}
