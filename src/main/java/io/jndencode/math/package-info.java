/**
 * In: numbers, as matrices and vectors. Out: ridge regressions and solved systems. Knows nothing of video.
 */
@NullMarked
package io.jndencode.math;

import org.jspecify.annotations.NullMarked;
