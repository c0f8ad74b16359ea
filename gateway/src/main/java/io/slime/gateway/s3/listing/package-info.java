/** The operations that list objects. */
@NullMarked
package io.slime.gateway.s3.listing;

import org.jspecify.annotations.NullMarked;
