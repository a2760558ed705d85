/** In: a plan and its results. Out: the JSON record, and back. */
@NullMarked
package io.jndencode.plan.sidecar;

import org.jspecify.annotations.NullMarked;
