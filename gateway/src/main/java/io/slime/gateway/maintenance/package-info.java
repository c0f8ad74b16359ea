/** What runs in the background: epochs and their fencing, reclaim, removal of orphans. */
@NullMarked
package io.slime.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
