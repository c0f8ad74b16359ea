/** The finite field GF(2^8) with the polynomial 0x11D, in which all coding is done. */
@NullMarked
package io.slime.erasure.field;

import org.jspecify.annotations.NullMarked;
