/**
 * In: a sidecar. Out: zones, qpfile, scripts and lists for other programs.
 */
@NullMarked
package io.jndencode.plan.export;

import org.jspecify.annotations.NullMarked;
