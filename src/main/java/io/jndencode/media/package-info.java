/**
 * The values all rooms of media exchange: what a file is, where a stretch of it lies, a picture, a metric of a frame.
 *
 * <p>Nothing here opens a file; the rooms below {@code media} do, and are the only ones that touch FFmpeg.
 */
@NullMarked
package io.jndencode.media;

import org.jspecify.annotations.NullMarked;
