/** Lifecycle configurations of buckets as documents. */
@NullMarked
package io.slime.gateway.s3.lifecycle;

import org.jspecify.annotations.NullMarked;
