/**
 * jnd-encode encodes every shot of a video at the coarsest x264 quantiser whose effect viewers cannot notice.
 *
 * <p>Start reading at {@code cli}; the data flows through media, shot, jnd, plan and encode.
 */
@NullMarked
package io.jndencode;

import org.jspecify.annotations.NullMarked;
