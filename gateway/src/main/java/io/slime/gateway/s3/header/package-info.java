/** The S3 request and response headers, query and path as values; nothing here knows a server or a bucket. */
@NullMarked
package io.slime.gateway.s3.header;

import org.jspecify.annotations.NullMarked;
