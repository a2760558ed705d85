package io.jndencode.media;

import java.util.List;
import java.util.Objects;

/**
 * A stream beside the video: audio, subtitles, a cover picture, data, an attachment.
 *
 * @param index stream index in the file
 * @param type {@code audio}, {@code video} (cover pictures, second views), {@code subtitle}, {@code data}, {@code attachment}
 * @param codec FFmpeg's codec name, {@code unknown} if it has none
 * @param language language tag, empty if untagged
 * @param dispositions FFmpeg's disposition names ({@code default}, {@code forced}, {@code attached_pic} ...)
 * @param title title tag, empty if untagged
 */
public record OtherStream(
        int index, String type, String codec, String language, List<String> dispositions, String title) {
    public OtherStream {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(codec, "codec is null");
        Objects.requireNonNull(language, "language is null");
        Objects.requireNonNull(title, "title is null");
        dispositions = List.copyOf(dispositions);
    }
}
