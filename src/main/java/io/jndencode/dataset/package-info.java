/**
 * In: a folder of pictures and levels. Out: the entries of train, valid and test, and the sources they come from.
 */
@NullMarked
package io.jndencode.dataset;

import org.jspecify.annotations.NullMarked;
