/** In: a shot, what its probe encodes cost, its rate. Out: the size its encode will have, with a range, and that of the whole video. */
@NullMarked
package io.jndencode.plan.forecast;

import org.jspecify.annotations.NullMarked;
