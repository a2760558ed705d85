/**
 * In: a name. Out: one regular file, opened once, within the limits; no second file, no network.
 *
 * <p>The only place where a demuxer is opened.
 */
@NullMarked
package io.jndencode.media.open;

import org.jspecify.annotations.NullMarked;
