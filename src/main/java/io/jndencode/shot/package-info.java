/**
 * In: indices and times of frames. Out: shots, and lists of them as text, CSV, JSON, EDL, OTIO.
 *
 * <p>A shot is the unit of all later decisions.
 */
@NullMarked
package io.jndencode.shot;

import org.jspecify.annotations.NullMarked;
