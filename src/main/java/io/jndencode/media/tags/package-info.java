/**
 * In: metadata of a source and its streams. Out: the same in the output, verified by reading it back; whatever its container cannot hold is
 * reported.
 */
@NullMarked
package io.jndencode.media.tags;

import org.jspecify.annotations.NullMarked;
