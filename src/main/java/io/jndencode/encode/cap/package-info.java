/** Holds the joined stream below a ceiling on its rate: simulates the decoder's buffer, and has shots that would empty it encoded again. */
@NullMarked
package io.jndencode.encode.cap;

import org.jspecify.annotations.NullMarked;
