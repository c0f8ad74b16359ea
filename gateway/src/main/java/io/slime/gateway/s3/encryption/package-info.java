/** Server-side encryption as S3 asks for it: its headers, its operations, and what it makes of ETags. */
@NullMarked
package io.slime.gateway.s3.encryption;

import org.jspecify.annotations.NullMarked;
