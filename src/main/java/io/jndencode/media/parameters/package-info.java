/** In: parameters of an encoder as users write them. Out: the same, known to be harmless and supported by the encoder. */
@NullMarked
package io.jndencode.media.parameters;

import org.jspecify.annotations.NullMarked;
