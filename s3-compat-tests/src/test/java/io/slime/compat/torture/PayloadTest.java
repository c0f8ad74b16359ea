package io.slime.compat.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contents tell which they are. */
final class PayloadTest {
    @Test
    void anyPieceTellsItsSerial() {
        Random random = new Random(5);
        byte[] whole = Payload.bytes(123_456, 100_001);
        for (int i = 0; i < 1000; i++) {
            int from = random.nextInt(whole.length - Payload.SMALLEST);
            int to = from + Payload.SMALLEST + random.nextInt(whole.length - from - Payload.SMALLEST + 1);
            byte[] piece = Arrays.copyOfRange(whole, from, to);
            assertThat(Payload.serial(piece, from)).isEqualTo(123_456);
            assertThat(Payload.bytes(123_456, from, to)).isEqualTo(piece);
        }
    }

    @Test
    void contentsDiffer() {
        assertThat(Payload.bytes(1, 64)).isNotEqualTo(Payload.bytes(2, 64));
        assertThat(Payload.serial(new byte[64], 0)).isZero();
    }
}
