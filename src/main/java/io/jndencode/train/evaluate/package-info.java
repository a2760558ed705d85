/**
 * In: a model and a dataset. Out: its errors, and those of a constant beside them.
 */
@NullMarked
package io.jndencode.train.evaluate;

import org.jspecify.annotations.NullMarked;
