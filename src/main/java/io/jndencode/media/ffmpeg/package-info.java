/**
 * In: calls into FFmpeg. Out: its libraries loaded once, its error codes as our exceptions, filter graphs with one owner.
 *
 * <p>The boundary to native code; everything else in {@code media} builds on it.
 */
@NullMarked
package io.jndencode.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
