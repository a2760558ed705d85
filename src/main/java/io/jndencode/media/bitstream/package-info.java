/**
 * In: packets of coded video. Out: what stands in their headers, and the frames they decode to.
 */
@NullMarked
package io.jndencode.media.bitstream;

import org.jspecify.annotations.NullMarked;
