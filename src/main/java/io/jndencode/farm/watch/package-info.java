/** Drop folders. In: files that appear in a folder. Out: encodes of them, and the sources moved out of the way. */
@NullMarked
package io.jndencode.farm.watch;

import org.jspecify.annotations.NullMarked;
