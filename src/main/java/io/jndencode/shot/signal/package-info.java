/**
 * In: a small luma picture of every frame. Out: how much each differs from the one before, moves, and rests on it.
 */
@NullMarked
package io.jndencode.shot.signal;

import org.jspecify.annotations.NullMarked;
