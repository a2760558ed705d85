/**
 * In: command lines of labelling. Out: datasets, and how far models are from the people who labelled them.
 */
@NullMarked
package io.jndencode.cli.label;

import org.jspecify.annotations.NullMarked;
