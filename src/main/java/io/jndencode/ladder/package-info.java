/** In: a video and the sizes and levels wanted. Out: a folder with one encode of each, cut into pieces that players stream. */
@NullMarked
package io.jndencode.ladder;

import org.jspecify.annotations.NullMarked;
