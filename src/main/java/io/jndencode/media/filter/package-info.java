/**
 * In: filters as users write them, decoded frames. Out: the filters known to keep one frame for one frame and to open nothing, and the
 * filtered frames.
 */
@NullMarked
package io.jndencode.media.filter;

import org.jspecify.annotations.NullMarked;
