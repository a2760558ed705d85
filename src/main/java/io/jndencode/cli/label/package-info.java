/**
 * In: command lines of labelling. Out: datasets.
 */
@NullMarked
package io.jndencode.cli.label;

import org.jspecify.annotations.NullMarked;
