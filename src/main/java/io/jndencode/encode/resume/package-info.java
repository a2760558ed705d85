/** In: finished work. Out: a journal beside the output, and from it everything that need not be done again. */
@NullMarked
package io.jndencode.encode.resume;

import org.jspecify.annotations.NullMarked;
