/**
 * In: sampled frames of a shot, a model file. Out: the shot's levels, their spread, and how far to trust them.
 *
 * <p>A model file describes its inputs and outputs in its own metadata.
 */
@NullMarked
package io.jndencode.jnd.inference;

import org.jspecify.annotations.NullMarked;
