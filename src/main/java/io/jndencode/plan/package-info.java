/**
 * In: shots with their predicted JND QPs, a preset, a target. Out: an encode plan and its sidecar, zones, qpfile, script.
 *
 * <p>Pure data and text: nothing here decodes or encodes.
 */
@NullMarked
package io.jndencode.plan;

import org.jspecify.annotations.NullMarked;
