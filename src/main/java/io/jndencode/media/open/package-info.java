/**
 * In: a name. Out: one regular file, or what is at an address the user named, opened once, within the limits; nothing that it names.
 *
 * <p>The only place where a demuxer is opened.
 */
@NullMarked
package io.jndencode.media.open;

import org.jspecify.annotations.NullMarked;
