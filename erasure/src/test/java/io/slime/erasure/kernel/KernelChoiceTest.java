package io.slime.erasure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    private final Kernel horner = new HornerKernel();

    @Test
    void takesTheFirstThatAgreesWithTheReference() {
        assertThat(KernelChoice.choose(List.of(horner, new ScalarKernel()))).isSameAs(horner);
    }

    @Test
    void passesOverAKernelThatIsWrongInOneByte() {
        assertThat(KernelChoice.choose(List.of(new WrongKernel(), horner))).isSameAs(horner);
    }

    @Test
    void fallsBackToTheReference() {
        assertThat(KernelChoice.choose(List.of(new WrongKernel())).name()).isEqualTo("scalar");
    }

    /** Right but for the last byte of long ranges, as a broken tail would be. */
    private static final class WrongKernel implements Kernel {
        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public void combine(Combination combination, byte[][] sources, byte[][] targets, int offset, int length) {
            new ScalarKernel().combine(combination, sources, targets, offset, length);
            if (length > 64) {
                targets[0][offset + length - 1] ^= 1;
            }
        }
    }
}
