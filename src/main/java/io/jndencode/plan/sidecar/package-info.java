/**
 * In: a plan and what came of it. Out: the JSON record, and back.
 */
@NullMarked
package io.jndencode.plan.sidecar;

import org.jspecify.annotations.NullMarked;
