/**
 * What the rooms of encoding exchange: progress, resources, what was asked to be verified.
 */
@NullMarked
package io.jndencode.encode;

import org.jspecify.annotations.NullMarked;
