/**
 * In: settings of an encoder. Out: one libx264 encoder for one segment, its parameters checked beforehand, its version.
 */
@NullMarked
package io.jndencode.media.x264;

import org.jspecify.annotations.NullMarked;
