/** Buckets: rows that claim a prefix of the key space, with their configuration. */
@NullMarked
package io.slime.metadata.bucket;

import org.jspecify.annotations.NullMarked;
