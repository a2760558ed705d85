/**
 * In: calls into FFmpeg. Out: its libraries loaded once, its error codes as our exceptions, filter graphs with one owner.
 *
 * <p>The border to native code. Everything else in {@code media} stands on it.
 */
@NullMarked
package io.jndencode.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
