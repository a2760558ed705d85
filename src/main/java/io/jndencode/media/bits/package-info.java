/**
 * Numbers of any width in the bytes of coded streams, and the bytes that keep start codes from appearing among them.
 *
 * <p>In: bytes. Out: numbers, or bytes. Knows nothing of what they mean.
 */
@NullMarked
package io.jndencode.media.bits;

import org.jspecify.annotations.NullMarked;
