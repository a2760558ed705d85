/**
 * In: labelled shots, measured. Out: the metric model fitted to them.
 */
@NullMarked
package io.jndencode.label.rule;

import org.jspecify.annotations.NullMarked;
