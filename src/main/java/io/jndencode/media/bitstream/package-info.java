/** In: packets of coded video. Out: the content of their headers, and the decoded frames. */
@NullMarked
package io.jndencode.media.bitstream;

import org.jspecify.annotations.NullMarked;
