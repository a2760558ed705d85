/**
 * In: the frames of a reader that runs ahead of the encoders. Out: the same frames again, a shot at a time, kept within a budget of memory.
 */
@NullMarked
package io.jndencode.media.readahead;

import org.jspecify.annotations.NullMarked;
