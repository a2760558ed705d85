/**
 * In: an encode plan. Out: segments, joined with everything else of the source into one output file.
 *
 * <p>Every source frame appears exactly once, at the source's own time.
 */
@NullMarked
package io.jndencode.encode;

import org.jspecify.annotations.NullMarked;
