/**
 * In: command lines of farms and drop folders. Out: tasks done, videos watched for.
 */
@NullMarked
package io.jndencode.cli.farm;

import org.jspecify.annotations.NullMarked;
