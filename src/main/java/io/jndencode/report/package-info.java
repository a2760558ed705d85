/**
 * In: a sidecar, the measurements of its frames, the source and the encode. Out: one self-contained HTML file.
 *
 * <p>Only reads and draws; never encodes.
 */
@NullMarked
package io.jndencode.report;

import org.jspecify.annotations.NullMarked;
