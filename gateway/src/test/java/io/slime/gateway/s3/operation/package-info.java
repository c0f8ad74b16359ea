/** Tests. */
@NullMarked
package io.slime.gateway.s3.operation;

import org.jspecify.annotations.NullMarked;
