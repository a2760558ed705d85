/**
 * In: decoded frames. Out: pictures: scaled, tone mapped, kept for as long as somebody may want them.
 */
@NullMarked
package io.jndencode.media.picture;

import org.jspecify.annotations.NullMarked;
