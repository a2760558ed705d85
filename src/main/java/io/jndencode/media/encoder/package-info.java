/**
 * In: settings of an encoder. Out: one encoder for one segment, its parameters checked beforehand, what it cannot take, its version.
 */
@NullMarked
package io.jndencode.media.encoder;

import org.jspecify.annotations.NullMarked;
