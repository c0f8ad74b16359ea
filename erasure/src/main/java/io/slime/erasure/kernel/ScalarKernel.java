package io.slime.erasure.kernel;

import io.slime.erasure.field.Gf256;
import java.util.Arrays;

/** The reference: one table look-up for each byte of each source, as the definition says. Slow, and plainly right. */
final class ScalarKernel implements Kernel {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void combine(Combination combination, byte[][] sources, byte[][] targets, int offset, int length) {
        byte[] product = new byte[256];
        for (int t = 0; t < targets.length; t++) {
            byte[] target = targets[t];
            Arrays.fill(target, offset, offset + length, (byte) 0);
            for (int s = 0; s < sources.length; s++) {
                int factor = combination.row(t).factor(s);
                for (int value = 0; value < 256; value++) {
                    product[value] = (byte) Gf256.multiply(factor, value);
                }
                byte[] source = sources[s];
                for (int i = offset; i < offset + length; i++) {
                    target[i] ^= product[source[i] & 0xFF];
                }
            }
        }
    }
}
