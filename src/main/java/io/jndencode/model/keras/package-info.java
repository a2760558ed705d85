/**
 * In: weights of the published networks as HDF5. Out: the same weights in our graphs.
 */
@NullMarked
package io.jndencode.model.keras;

import org.jspecify.annotations.NullMarked;
