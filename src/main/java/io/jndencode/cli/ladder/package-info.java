/** In: the command line of ladders. Out: a folder that players stream from. */
@NullMarked
package io.jndencode.cli.ladder;

import org.jspecify.annotations.NullMarked;
