/**
 * In: logs and scores. Out: charts as SVG.
 */
@NullMarked
package io.jndencode.train.plot;

import org.jspecify.annotations.NullMarked;
