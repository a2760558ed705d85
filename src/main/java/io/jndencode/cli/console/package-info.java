/**
 * In: lines and data for standard output and standard error. Out: the same, with what could steer a terminal escaped.
 *
 * <p>Everything the program says goes through here.
 */
@NullMarked
package io.jndencode.cli.console;

import org.jspecify.annotations.NullMarked;
