/** In: settings of an encoder. Out: one encoder for one segment, with its parameters checked beforehand, its limits and its version. */
@NullMarked
package io.jndencode.media.encoder;

import org.jspecify.annotations.NullMarked;
