/** Tests of how failures are told. */
@NullMarked
package io.slime.gateway.failure;

import org.jspecify.annotations.NullMarked;
