/**
 * Values that all packages of media exchange: the description of a file, a range of its frames, a picture, a metric of a frame.
 *
 * <p>Nothing here opens a file; the packages below {@code media} do, and only they use FFmpeg.
 */
@NullMarked
package io.jndencode.media;

import org.jspecify.annotations.NullMarked;
