/**
 * In: weight files that Keras saved. Out: the same network with the same weights as a model of this program.
 *
 * <p>The only package that reads HDF5.
 */
@NullMarked
package io.jndencode.model.keras;

import org.jspecify.annotations.NullMarked;
