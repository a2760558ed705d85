/** In: the activity of a watcher. Out: metrics and a status page. */
@NullMarked
package io.jndencode.farm.watch.page;

import org.jspecify.annotations.NullMarked;
