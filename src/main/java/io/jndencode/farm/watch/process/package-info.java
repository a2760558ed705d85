/** In: a file and a command line. Out: one encode in a separate process, which is ended if it hangs. */
@NullMarked
package io.jndencode.farm.watch.process;

import org.jspecify.annotations.NullMarked;
