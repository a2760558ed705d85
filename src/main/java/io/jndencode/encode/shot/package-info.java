/**
 * In: planned shots. Out: their segments: probed, encoded, measured, encoded again where off the target.
 */
@NullMarked
package io.jndencode.encode.shot;

import org.jspecify.annotations.NullMarked;
