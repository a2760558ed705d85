/**
 * In: planned shots. Out: their segments, which are probed, encoded, measured, and encoded again if they are off the
 * target.
 */
@NullMarked
package io.jndencode.encode.shot;

import org.jspecify.annotations.NullMarked;
