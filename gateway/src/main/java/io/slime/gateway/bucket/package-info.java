/** Buckets, which are rows that claim a prefix of the key space. */
@NullMarked
package io.slime.gateway.bucket;

import org.jspecify.annotations.NullMarked;
