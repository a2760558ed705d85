/**
 * In: the published sets of people's answers. Out: their pictures and levels as a dataset.
 */
@NullMarked
package io.jndencode.label.human;

import org.jspecify.annotations.NullMarked;
