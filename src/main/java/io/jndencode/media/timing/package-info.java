/**
 * In: timestamps as the packets have them. Out: timestamps that increase: wild ones mended alone, jumps of the clock closed for all
 * streams together.
 */
@NullMarked
package io.jndencode.media.timing;

import org.jspecify.annotations.NullMarked;
