/** Quotas: how much may lie in a bucket, or in the buckets of an account. */
@NullMarked
package io.slime.metadata.quota;

import org.jspecify.annotations.NullMarked;
