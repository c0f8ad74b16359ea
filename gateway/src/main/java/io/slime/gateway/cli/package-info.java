/** The command {@code slime}: one class per command, and what they share to speak with people. */
@NullMarked
package io.slime.gateway.cli;

import org.jspecify.annotations.NullMarked;
