/**
 * The graph that works the lite model's figures out of pictures.
 */
@NullMarked
package io.jndencode.model.lite;

import org.jspecify.annotations.NullMarked;
