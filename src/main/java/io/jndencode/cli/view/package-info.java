/**
 * In: events of a job. Out: a bar and sentences for people, NDJSON for programs.
 *
 * <p>Independent of options.
 */
@NullMarked
package io.jndencode.cli.view;

import org.jspecify.annotations.NullMarked;
