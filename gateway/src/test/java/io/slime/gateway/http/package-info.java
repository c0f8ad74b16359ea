/** Tests of the listener. */
@NullMarked
package io.slime.gateway.http;

import org.jspecify.annotations.NullMarked;
