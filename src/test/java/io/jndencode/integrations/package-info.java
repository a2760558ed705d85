/** In: the plugins of docs/integrations, and players of the programs they are for. Out: that they encode, and what they say when they cannot. */
@org.jspecify.annotations.NullMarked
package io.jndencode.integrations;
