/**
 * Evaluates models on datasets: their errors, and those of a constant predictor for comparison.
 */
@NullMarked
package io.jndencode.train.evaluate;

import org.jspecify.annotations.NullMarked;
