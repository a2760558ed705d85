/**
 * jnd-encode: encodes every shot of a video at the coarsest x264 quantiser viewers cannot notice.
 *
 * <p>Start reading at {@code cli}; the data goes media, shot, jnd, plan, encode.
 */
@NullMarked
package io.jndencode;

import org.jspecify.annotations.NullMarked;
