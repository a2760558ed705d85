/** In: what a user wants of a source's streams. Out: which of them are kept, and what sound is converted to. */
@NullMarked
package io.jndencode.media.streams;

import org.jspecify.annotations.NullMarked;
