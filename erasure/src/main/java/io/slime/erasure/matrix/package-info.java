/** Matrices over GF(2^8): the coding matrix of a redundancy, and the inverses that decode. */
@NullMarked
package io.slime.erasure.matrix;

import org.jspecify.annotations.NullMarked;
