/**
 * In: videos and pictures with levels somebody gave. Out: the dataset layout {@code train} reads.
 *
 * <p>Labels made from metrics are never called human.
 */
@NullMarked
package io.jndencode.label;

import org.jspecify.annotations.NullMarked;
