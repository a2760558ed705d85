/** In: command lines of farms and drop folders. Out: tasks run, folders watched. */
@NullMarked
package io.jndencode.cli.farm;

import org.jspecify.annotations.NullMarked;
