/** The operations on objects. */
@NullMarked
package io.slime.gateway.s3.object;

import org.jspecify.annotations.NullMarked;
