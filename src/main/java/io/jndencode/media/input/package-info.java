/** In: an opened file. Out: its description, packets, key frames and decoder. */
@NullMarked
package io.jndencode.media.input;

import org.jspecify.annotations.NullMarked;
