/** A whole cluster within a test, and a client that speaks HTTP byte by byte. */
@NullMarked
package io.slime.gateway.testing;

import org.jspecify.annotations.NullMarked;
