/**
 * In: sampled frames of a shot. Out: its just-noticeable-difference QPs.
 *
 * <p>Everything a model needs to be fed and read with stands in the model file's own metadata.
 */
@NullMarked
package io.jndencode.jnd;

import org.jspecify.annotations.NullMarked;
