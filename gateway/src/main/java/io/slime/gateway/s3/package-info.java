/** The S3 front: it knows who asks and what for, and hands each request to the operation of that name. */
@NullMarked
package io.slime.gateway.s3;

import org.jspecify.annotations.NullMarked;
