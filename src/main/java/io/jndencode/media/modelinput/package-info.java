/**
 * In: a frame and the one before it. Out: what a network sees of them: pictures of its size, what a trial encode cost, plain
 * figures.
 */
@NullMarked
package io.jndencode.media.modelinput;

import org.jspecify.annotations.NullMarked;
