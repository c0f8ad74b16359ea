/** The content of a request as a checked stream: aws-chunked framing, chunk signatures, digests and checksums. */
@NullMarked
package io.slime.gateway.s3.body;

import org.jspecify.annotations.NullMarked;
