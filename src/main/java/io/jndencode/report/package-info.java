/**
 * In: a sidecar, the measurements of its frames, the source and the encode. Out: one HTML file that needs nothing else.
 *
 * <p>Reads and draws; never encodes.
 */
@NullMarked
package io.jndencode.report;

import org.jspecify.annotations.NullMarked;
