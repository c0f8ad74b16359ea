/** Puts a gateway together: the one room that knows every other, and makes the threads. */
@NullMarked
package io.slime.gateway.wiring;

import org.jspecify.annotations.NullMarked;
