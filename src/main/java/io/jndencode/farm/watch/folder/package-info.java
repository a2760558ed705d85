/** In: a folder that others write to. Out: complete files, claimed by one watcher, moved without replacing anything. */
@NullMarked
package io.jndencode.farm.watch.folder;

import org.jspecify.annotations.NullMarked;
