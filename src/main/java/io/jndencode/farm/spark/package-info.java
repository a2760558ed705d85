/**
 * The classes that run inside Apache Spark. They depend only on Spark and the JDK, because Spark brings other versions
 * of our libraries (Jackson among them). In: command lines. Out: one line for each that is done.
 */
@NullMarked
package io.jndencode.farm.spark;

import org.jspecify.annotations.NullMarked;
