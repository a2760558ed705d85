/**
 * In: an http or https address that the user named. Out: its bytes at any position, as long as the server gives the same ones.
 *
 * <p>An address is a {@link java.nio.file.Path} of a file system of its own, so that no text that is read from a file becomes one.
 */
@NullMarked
package io.jndencode.media.open.remote;

import org.jspecify.annotations.NullMarked;
