/**
 * In: the record of a ladder. Out: one HTML file that shows it, and plays its streams side by side.
 *
 * <p>Reads the record and nothing else; the page itself fetches the pieces, from the ladder's own folder.
 */
@NullMarked
package io.jndencode.report.ladder;

import org.jspecify.annotations.NullMarked;
