/** Tests of what goes on in the background. */
@NullMarked
package io.slime.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
