package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BuffersTest {
    private final Buffers buffers = new Buffers(64 << 20);

    @Test
    void smallOnesAreExact() {
        assertThat(buffers.lease(0)).isEmpty();
        assertThat(buffers.lease(2048)).hasSize(2048);
        assertThat(buffers.leased()).isEqualTo(2048);
    }

    @Test
    void largeOnesComeBack() {
        for (int length : new int[] {20_000, 32_768, 32_769, 1 << 19, (1 << 20) - 1, 1 << 20}) {
            byte[] first = buffers.lease(length);
            assertThat(first.length).isGreaterThanOrEqualTo(length).isLessThanOrEqualTo(Math.max(2 * length, 1 << 15));
            buffers.giveBack(first);
            assertThat(buffers.lease(length)).as("length %s", length).isSameAs(first);
            buffers.giveBack(first);
            assertThat(buffers.leased()).isZero();
        }
    }

    @Test
    void noMoreThanSomeAreKept() {
        byte[][] many = new byte[100][];
        for (int i = 0; i < many.length; i++) {
            many[i] = buffers.lease(1 << 20);
        }
        for (byte[] each : many) {
            buffers.giveBack(each);
        }
        Set<byte[]> before = Collections.newSetFromMap(new IdentityHashMap<>());
        before.addAll(List.of(many));
        int reused = 0;
        for (int i = 0; i < many.length; i++) {
            reused += before.contains(buffers.lease(1 << 20)) ? 1 : 0;
        }
        assertThat(reused).isEqualTo(64);
    }
}
