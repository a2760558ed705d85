/** In: numbers, as matrices and vectors. Out: ridge regressions and solved systems. Independent of video. */
@NullMarked
package io.jndencode.math;

import org.jspecify.annotations.NullMarked;
