/**
 * In: reference frames and the frames of an encode of them. Out: full-reference metrics per frame and per shot.
 *
 * <p>Metrics never resample: frames are matched by index.
 */
@NullMarked
package io.jndencode.quality;

import org.jspecify.annotations.NullMarked;
