/** In: command lines that only inspect. Out: shots, predictions, metrics and models on standard output. */
@NullMarked
package io.jndencode.cli.inspect;

import org.jspecify.annotations.NullMarked;
