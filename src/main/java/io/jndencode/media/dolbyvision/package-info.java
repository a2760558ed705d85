/** In: a frame's Dolby Vision metadata. Out: what its header says, the same for another codec and for a picture that was cut or scaled. */
@NullMarked
package io.jndencode.media.dolbyvision;

import org.jspecify.annotations.NullMarked;
