/**
 * In: timestamps as the packets have them. Out: increasing timestamps: single wrong ones corrected, jumps of the clock closed for all
 * streams together.
 */
@NullMarked
package io.jndencode.media.timing;

import org.jspecify.annotations.NullMarked;
