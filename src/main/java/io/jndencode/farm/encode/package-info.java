/**
 * The main job on a farm. In: a video, its output and a runner of commands. Out: the encode and the sidecar that one machine makes.
 */
@NullMarked
package io.jndencode.farm.encode;

import org.jspecify.annotations.NullMarked;
