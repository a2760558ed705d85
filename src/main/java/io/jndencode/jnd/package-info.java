/** Just-noticeable-difference levels 1 to 3 as QPs, and the descriptions and locations of the models that predict them. */
@NullMarked
package io.jndencode.jnd;

import org.jspecify.annotations.NullMarked;
