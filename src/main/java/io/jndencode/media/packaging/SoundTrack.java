package io.jndencode.media.packaging;

/**
 * Sound cut into pieces.
 *
 * @param language as the file has it, {@code und} or empty if unknown
 * @param title of the stream, empty if it has none
 * @param usual whether it is played unless another is asked for
 */
public record SoundTrack(
        PackedTrack track, String language, String title, boolean usual, int channels, int sampleRate) {}
