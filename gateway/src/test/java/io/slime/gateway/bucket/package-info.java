/** Tests of buckets, over a real database. */
@NullMarked
package io.slime.gateway.bucket;

import org.jspecify.annotations.NullMarked;
