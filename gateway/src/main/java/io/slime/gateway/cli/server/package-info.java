/** The commands that run a server process, and what one keeps below its directory. */
@NullMarked
package io.slime.gateway.cli.server;

import org.jspecify.annotations.NullMarked;
