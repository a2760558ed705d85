/** The graph that computes the lite model's features from pictures. */
@NullMarked
package io.jndencode.model.lite;

import org.jspecify.annotations.NullMarked;
