/**
 * In: an opened file. Out: its description, its packets, key frames, its decoder.
 */
@NullMarked
package io.jndencode.media.input;

import org.jspecify.annotations.NullMarked;
