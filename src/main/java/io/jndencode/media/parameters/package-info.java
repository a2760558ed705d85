/**
 * In: parameters of an encoder as users write them. Out: the same, known to be harmless and the encoder's.
 */
@NullMarked
package io.jndencode.media.parameters;

import org.jspecify.annotations.NullMarked;
