/** The bytes of contents: coded into extents, spread over stores, put together again. */
@NullMarked
package io.slime.gateway.extent;

import org.jspecify.annotations.NullMarked;
