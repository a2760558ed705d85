/**
 * In: sampled frames of a shot, a model file. Out: its levels, their spread, and how far to trust them.
 *
 * <p>Everything a model needs to be fed and read with stands in the model file's own metadata.
 */
@NullMarked
package io.jndencode.jnd.inference;

import org.jspecify.annotations.NullMarked;
