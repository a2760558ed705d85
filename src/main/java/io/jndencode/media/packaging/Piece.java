package io.jndencode.media.packaging;

/**
 * One file that players fetch: a stretch of a stream that can be decoded without the others.
 *
 * @param start when it is shown, in ticks of its track, from the first picture on
 * @param duration how long, in ticks
 * @param bytes its size
 * @param keyBytes bytes from its beginning to the end of its first frame; of sound, all
 */
public record Piece(long start, long duration, long bytes, long keyBytes) {}
