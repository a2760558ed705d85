/** In: the same small luma pictures of every frame. Out: which shots of several videos show the same pictures. */
@NullMarked
package io.jndencode.shot.alike;

import org.jspecify.annotations.NullMarked;
