/** In: frames and encoder settings. Out: one encoded shot as a file that is verified when it is read. */
@NullMarked
package io.jndencode.media.segment;

import org.jspecify.annotations.NullMarked;
