/**
 * In: arguments that name files. Out: inputs found, outputs placed, nothing overwritten.
 */
@NullMarked
package io.jndencode.cli.files;

import org.jspecify.annotations.NullMarked;
