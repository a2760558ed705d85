/** In: a request. Out: a whole job (analyse, plan, encode, join), a single shot, or segments joined. */
@NullMarked
package io.jndencode.job;

import org.jspecify.annotations.NullMarked;
