/** In: files and folders of any kind. Out: the same written whole or not at all, hashed, told from others of their name, removed. */
@NullMarked
package io.jndencode.file;

import org.jspecify.annotations.NullMarked;
