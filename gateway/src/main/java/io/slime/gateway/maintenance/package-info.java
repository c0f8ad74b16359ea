/** What goes on in the background: signs of life, epochs, reclaim, reconciliation, repair. One class per task, and the loop that runs them. */
@NullMarked
package io.slime.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
