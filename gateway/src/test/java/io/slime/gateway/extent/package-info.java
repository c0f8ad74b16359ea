/** Tests of writing and reading extents, on real and on faulty stores. */
@NullMarked
package io.slime.gateway.extent;

import org.jspecify.annotations.NullMarked;
