/**
 * In: what a watcher does. Out: metrics and a status page.
 */
@NullMarked
package io.jndencode.farm.watch.page;

import org.jspecify.annotations.NullMarked;
