/** Tests of the servers' start. */
@NullMarked
package io.slime.gateway.cli.server;

import org.jspecify.annotations.NullMarked;
