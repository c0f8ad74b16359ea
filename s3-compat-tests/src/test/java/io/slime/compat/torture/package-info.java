/** Torture: many clients, faults of every kind, and an oracle that knows what may be read afterwards. */
@NullMarked
package io.slime.compat.torture;

import org.jspecify.annotations.NullMarked;
