/**
 * In: command lines that only look. Out: shots, predictions, metrics, models on standard output.
 */
@NullMarked
package io.jndencode.cli.inspect;

import org.jspecify.annotations.NullMarked;
