/** What every S3 operation shares: their list, the request as they get it, access to buckets, and the way of errors. */
@NullMarked
package io.slime.gateway.s3.operation;

import org.jspecify.annotations.NullMarked;
