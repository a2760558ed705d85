/**
 * In: the main job's command lines. Out: jobs run one after the other, exports and reports written.
 */
@NullMarked
package io.jndencode.cli.encode;

import org.jspecify.annotations.NullMarked;
