/**
 * Many machines for one video. In: plans and sidecars. Out: the segments of their shots, made by whoever was free, and the joined
 * output, bit for bit the one a single machine makes.
 */
@NullMarked
package io.jndencode.farm;

import org.jspecify.annotations.NullMarked;
