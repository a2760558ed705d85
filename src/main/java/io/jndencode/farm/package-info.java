/**
 * Encodes one video on many machines. In: plans and sidecars. Out: the segments of their shots, made by any free
 * machine, and the joined output, bit for bit the one a single machine makes.
 */
@NullMarked
package io.jndencode.farm;

import org.jspecify.annotations.NullMarked;
