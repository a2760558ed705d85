/**
 * In: segments and a source. Out: one output file, complete or not there at all.
 */
@NullMarked
package io.jndencode.media.stitch;

import org.jspecify.annotations.NullMarked;
