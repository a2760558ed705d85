/**
 * In: analysed shots, a preset, a target. Out: the rate of every shot.
 *
 * <p>Makes decisions only: nothing here decodes or encodes. The encoder's parameter names come from {@code
 * media.encoder}.
 */
@NullMarked
package io.jndencode.plan;

import org.jspecify.annotations.NullMarked;
