/**
 * In: an opened file. Out: every frame once, in order, with its timestamp; any frame by its timestamp.
 */
@NullMarked
package io.jndencode.media.read;

import org.jspecify.annotations.NullMarked;
