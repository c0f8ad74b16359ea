/** Tests of the native API over a socket. */
@NullMarked
package io.slime.gateway.data;

import org.jspecify.annotations.NullMarked;
