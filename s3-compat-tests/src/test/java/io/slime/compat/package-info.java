/** Black-box tests: real clients over sockets against real processes. */
@NullMarked
package io.slime.compat;

import org.jspecify.annotations.NullMarked;
