/** In: text written by others. Out: the same text, safe for a terminal, a shell, a table cell or a sentence. */
@NullMarked
package io.jndencode.text;

import org.jspecify.annotations.NullMarked;
