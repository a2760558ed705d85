/**
 * In: metrics of an encode. Out: the levels they speak for: metric-JND, fitted to labelled shots.
 */
@NullMarked
package io.jndencode.quality.rule;

import org.jspecify.annotations.NullMarked;
