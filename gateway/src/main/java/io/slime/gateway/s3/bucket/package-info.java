/** The operations on buckets. */
@NullMarked
package io.slime.gateway.s3.bucket;

import org.jspecify.annotations.NullMarked;
