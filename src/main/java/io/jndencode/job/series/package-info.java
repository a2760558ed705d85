/** In: the videos of a batch, analysed. Out: the levels that like shots of them share. */
@NullMarked
package io.jndencode.job.series;

import org.jspecify.annotations.NullMarked;
