/** Types shared by the packages of encoding: progress, resources and verification options. */
@NullMarked
package io.jndencode.encode;

import org.jspecify.annotations.NullMarked;
