/** In: a small luma picture of every frame. Out: how much each frame differs from the previous one, moves, and depends on it. */
@NullMarked
package io.jndencode.shot.signal;

import org.jspecify.annotations.NullMarked;
