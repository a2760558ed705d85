/**
 * In: command lines of training. Out: models, graphs, results.
 */
@NullMarked
package io.jndencode.cli.train;

import org.jspecify.annotations.NullMarked;
