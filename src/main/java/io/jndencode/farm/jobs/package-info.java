/** In: plans. Out: the commands that encode them in parts, in the formats of schedulers. */
@NullMarked
package io.jndencode.farm.jobs;

import org.jspecify.annotations.NullMarked;
