package io.jndencode.media.ffmpeg;

/**
 * What came of some work of FFmpeg's.
 *
 * @param code FFmpeg's, an error if it is negative
 * @param why what FFmpeg says of the error, empty if there is none
 */
public record Explained(int code, String why) {}
