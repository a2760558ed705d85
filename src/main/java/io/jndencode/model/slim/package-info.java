/** Out: MJ-LAT in small, slimmed to the cost of the lite net: its graphs for inference and for training. */
@NullMarked
package io.jndencode.model.slim;

import org.jspecify.annotations.NullMarked;
