/**
 * In: the command line. Out: a call into the packages below, text on stderr, results on stdout, an exit code.
 *
 * <p>The only package that prints or exits.
 */
@NullMarked
package io.jndencode.cli;

import org.jspecify.annotations.NullMarked;
