/**
 * In: texts, numbers over time. Out: markup that escapes them, charts, and a page of both that allows its browser nothing else.
 *
 * <p>Knows nothing of jobs or ladders.
 */
@NullMarked
package io.jndencode.report.page;

import org.jspecify.annotations.NullMarked;
