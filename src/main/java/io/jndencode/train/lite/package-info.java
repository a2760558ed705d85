/**
 * In: pictures, coding costs and levels. Out: the lite model: a regression on figures of the picture, validated with whole sources
 * left out.
 */
@NullMarked
package io.jndencode.train.lite;

import org.jspecify.annotations.NullMarked;
