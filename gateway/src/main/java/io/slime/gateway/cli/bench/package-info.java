/** The load that {@code slime bench} puts on a server, and what it measures. */
@org.jspecify.annotations.NullMarked
package io.slime.gateway.cli.bench;
