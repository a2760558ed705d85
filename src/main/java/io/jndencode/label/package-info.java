/**
 * In: videos and pictures with metric-JND levels. Out: the dataset layout train reads.
 *
 * <p>Labels made from metrics are never called human.
 */
@NullMarked
package io.jndencode.label;

import org.jspecify.annotations.NullMarked;
