/**
 * In: a small luma picture of every frame, in presentation order. Out: the shots of the video.
 *
 * <p>A shot is the unit of all later decisions.
 */
@NullMarked
package io.jndencode.shot;

import org.jspecify.annotations.NullMarked;
