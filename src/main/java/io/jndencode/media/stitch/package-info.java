/** In: segments and a source. Out: one output file, which appears only when complete. */
@NullMarked
package io.jndencode.media.stitch;

import org.jspecify.annotations.NullMarked;
