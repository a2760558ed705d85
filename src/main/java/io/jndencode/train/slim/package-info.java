/**
 * In: labelled and pseudo-labelled pictures. Out: MJ-LAT in small, trained in three stages, validated with whole sources left out.
 */
@NullMarked
package io.jndencode.train.slim;

import org.jspecify.annotations.NullMarked;
