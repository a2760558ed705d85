/** In: a shot's QP and statistics. Out: the CRF of an encoder that measures the same. */
@NullMarked
package io.jndencode.plan.crf;

import org.jspecify.annotations.NullMarked;
