/** In: what the build's profiles packed. Out: that it runs where nothing else is installed. */
@org.jspecify.annotations.NullMarked
package io.jndencode.packages;
