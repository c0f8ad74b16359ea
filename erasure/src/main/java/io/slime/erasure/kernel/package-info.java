/** The inner loops: linear combinations of byte arrays over GF(2^8), by whichever backend is fastest and right. */
@NullMarked
package io.slime.erasure.kernel;

import org.jspecify.annotations.NullMarked;
