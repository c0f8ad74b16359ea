/** The operations on the object lock of buckets and of versions, one class each. */
@NullMarked
package io.slime.gateway.s3.lock;

import org.jspecify.annotations.NullMarked;
