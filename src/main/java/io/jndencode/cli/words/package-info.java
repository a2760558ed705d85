/**
 * In: words of a command line that are not ours. Out: the option or command of ours that is meant.
 */
@NullMarked
package io.jndencode.cli.words;

import org.jspecify.annotations.NullMarked;
