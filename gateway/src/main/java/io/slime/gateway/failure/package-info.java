/** What can go wrong in the core, as one sealed family that each front maps to its own answers. */
@NullMarked
package io.slime.gateway.failure;

import org.jspecify.annotations.NullMarked;
