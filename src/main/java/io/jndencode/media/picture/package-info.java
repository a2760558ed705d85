/** In: decoded frames. Out: pictures: scaled, tone mapped, kept while they may be needed. */
@NullMarked
package io.jndencode.media.picture;

import org.jspecify.annotations.NullMarked;
