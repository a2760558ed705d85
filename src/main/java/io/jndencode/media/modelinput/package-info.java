/** In: a frame and the previous one. Out: a network's inputs: pictures of its input size, the cost of a probe encode, simple statistics. */
@NullMarked
package io.jndencode.media.modelinput;

import org.jspecify.annotations.NullMarked;
