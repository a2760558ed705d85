/** In: metrics of an encode. Out: the JND levels they predict (metric-JND), fitted to labelled shots. */
@NullMarked
package io.jndencode.quality.rule;

import org.jspecify.annotations.NullMarked;
