/** Tests of how commands reach servers. */
@NullMarked
package io.slime.gateway.cli.client;

import org.jspecify.annotations.NullMarked;
