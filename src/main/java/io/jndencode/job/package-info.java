/**
 * In: a request. Out: the whole of it: analyse, plan, encode, join; or one shot; or segments joined.
 */
@NullMarked
package io.jndencode.job;

import org.jspecify.annotations.NullMarked;
