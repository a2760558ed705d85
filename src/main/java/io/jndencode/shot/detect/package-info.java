/**
 * In: those differences, in presentation order. Out: the shots: cuts, dissolves, fades, long shots split at calm places.
 */
@NullMarked
package io.jndencode.shot.detect;

import org.jspecify.annotations.NullMarked;
