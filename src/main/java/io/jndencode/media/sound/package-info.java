/** In: packets of a sound stream. Out: the same sound in another coding, at the same times. */
@NullMarked
package io.jndencode.media.sound;

import org.jspecify.annotations.NullMarked;
