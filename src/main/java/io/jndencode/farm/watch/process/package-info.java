/**
 * In: a file and a command line. Out: one encode in a process of its own, ended where it gets nowhere.
 */
@NullMarked
package io.jndencode.farm.watch.process;

import org.jspecify.annotations.NullMarked;
