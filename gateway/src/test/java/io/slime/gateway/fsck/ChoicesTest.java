package io.slime.gateway.fsck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class ChoicesTest {
    @Test
    void allOfThemAreFound() {
        assertThat(new Choices(of(0, 1, 2, 4, 5), 3).first(1000))
                .hasSize(10)
                .allMatch(choice -> choice.cardinality() == 3 && !choice.get(3))
                .contains(of(0, 1, 2), of(2, 4, 5), of(0, 2, 5));
        assertThat(new Choices(of(0, 1), 2).first(10)).containsExactly(of(0, 1));
        assertThat(new Choices(of(0, 1), 3).first(10)).isEmpty();
    }

    @Test
    void fewOfManyLeaveEachOut() {
        BitSet many = new BitSet();
        many.set(0, 30);
        assertThat(new Choices(many, 20).first(40)).hasSize(40).anyMatch(choice -> !choice.get(0));
        for (int i = 0; i < 30; i++) {
            int without = i;
            assertThat(new Choices(many, 20).first(40)).anyMatch(choice -> !choice.get(without));
        }
    }

    @Test
    void asManyAsChunksLeaveOneOutEach() {
        BitSet many = new BitSet();
        many.set(0, 14);
        assertThat(new Choices(many, 10).withoutEach()).hasSize(11).allMatch(choice -> choice.cardinality() == 10);
        for (int i = 0; i < 14; i++) {
            int without = i;
            assertThat(new Choices(many, 10).withoutEach()).anyMatch(choice -> !choice.get(without));
        }
        assertThat(new Choices(many, 14).withoutEach()).isEmpty();
    }

    @Test
    void allOrAllButOneOfManyAreFoundAtOnce() {
        BitSet many = new BitSet();
        many.set(0, 41);
        assertThat(new Choices(many, 40).first(1001)).hasSize(41);
        assertThat(new Choices(many, 41).first(1001)).hasSize(1);
        assertThat(new Choices(many, 42).first(1001)).isEmpty();
    }

    private static BitSet of(int... indices) {
        BitSet set = new BitSet();
        for (int index : indices) {
            set.set(index);
        }
        return set;
    }
}
