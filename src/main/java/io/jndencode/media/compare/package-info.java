/**
 * In: two videos, or frames and their encode. Out: full-reference metrics, frame by frame.
 */
@NullMarked
package io.jndencode.media.compare;

import org.jspecify.annotations.NullMarked;
