/**
 * In: names of architectures. Out: their graphs, built with nn, and the metadata of model files.
 *
 * <p>The networks of Nami et al., IEEE TCSVT 2024.
 */
@NullMarked
package io.jndencode.model;

import org.jspecify.annotations.NullMarked;
