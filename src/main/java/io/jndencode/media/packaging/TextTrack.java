package io.jndencode.media.packaging;

import java.util.List;

/**
 * Subtitles as plain text.
 *
 * @param folder name of the folder for its files
 * @param language as the file has it, {@code und} or empty if unknown
 * @param title of the stream, empty if it has none
 * @param forced whether it only translates what everybody must understand
 */
public record TextTrack(String folder, String language, String title, boolean forced, List<Cue> cues) {
    public TextTrack {
        cues = List.copyOf(cues);
    }

    /** A text, and from when to when it is shown, in seconds after the first picture. */
    public record Cue(double start, double end, String text) {}
}
