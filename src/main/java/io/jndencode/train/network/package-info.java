/** In: an architecture. Out: its training, on frozen backbones or end to end. */
@NullMarked
package io.jndencode.train.network;

import org.jspecify.annotations.NullMarked;
