/**
 * In: a file FFmpeg can open. Out: its description, decoded frames with exact timestamps, encoded segments, joined files.
 *
 * <p>The only package that touches FFmpeg; every native handle has one owner that closes it.
 */
@NullMarked
package io.jndencode.media;

import org.jspecify.annotations.NullMarked;
