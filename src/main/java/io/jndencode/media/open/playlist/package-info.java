/**
 * In: a text that names files. Out: the same list written anew, of regular files below its own folder, where the user allows it.
 */
@NullMarked
package io.jndencode.media.open.playlist;

import org.jspecify.annotations.NullMarked;
