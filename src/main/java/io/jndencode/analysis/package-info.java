/** In: a video. Out: its shots with predicted levels, from one linear pass: detect, sample, predict. */
@NullMarked
package io.jndencode.analysis;

import org.jspecify.annotations.NullMarked;
