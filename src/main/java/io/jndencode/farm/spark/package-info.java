/**
 * What runs inside Apache Spark: knows Spark and the JDK alone, because Spark's own libraries (its Jackson among them) are not ours.
 * In: command lines. Out: one line for each that is done.
 */
@NullMarked
package io.jndencode.farm.spark;

import org.jspecify.annotations.NullMarked;
