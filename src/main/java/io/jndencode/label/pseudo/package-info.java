/**
 * In: videos and pictures, a model. Out: many pictures of them, changed in many ways, with the levels that model gives them as a
 * dataset: pseudo-labels.
 */
@NullMarked
package io.jndencode.label.pseudo;

import org.jspecify.annotations.NullMarked;
