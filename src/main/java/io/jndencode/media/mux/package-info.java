/**
 * In: the streams of a source, a container. Out: those that are kept, with tags, times and subtitles the container can hold; the
 * rest by name.
 */
@NullMarked
package io.jndencode.media.mux;

import org.jspecify.annotations.NullMarked;
