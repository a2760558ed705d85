/**
 * Options that several commands share.
 */
@NullMarked
package io.jndencode.cli.options;

import org.jspecify.annotations.NullMarked;
