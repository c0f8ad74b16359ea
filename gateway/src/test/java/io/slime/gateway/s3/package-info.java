/** Tests. */
@NullMarked
package io.slime.gateway.s3;

import org.jspecify.annotations.NullMarked;
