/**
 * In: words somebody else wrote. Out: the same as a terminal, a shell, a table cell or a sentence can show them.
 */
@NullMarked
package io.jndencode.text;

import org.jspecify.annotations.NullMarked;
