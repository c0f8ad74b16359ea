/** The S3 errors as values: every code, its HTTP status and message, and the exception that carries one. */
@NullMarked
package io.slime.gateway.s3.error;

import org.jspecify.annotations.NullMarked;
