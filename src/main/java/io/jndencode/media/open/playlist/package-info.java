/** In: a text that names files. Out: the same list rewritten, of regular files in or below its own folder, if the user allows it. */
@NullMarked
package io.jndencode.media.open.playlist;

import org.jspecify.annotations.NullMarked;
