/**
 * In: what a source says of itself and its streams. Out: the same in the output, read back; what its container has no place for, by
 * name.
 */
@NullMarked
package io.jndencode.media.tags;

import org.jspecify.annotations.NullMarked;
