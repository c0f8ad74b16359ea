package io.slime.chunkd.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NoncesTest {
    private final Nonces nonces = new Nonces(600_000);

    private static String nonce(long client, long count) {
        return HexFormat.of().toHexDigits(client) + HexFormat.of().toHexDigits(count);
    }

    @Test
    void acceptsEachOnceInAnyOrder() {
        List<Long> counts = new ArrayList<>();
        for (long count = 1; count <= 10_000; count++) {
            counts.add(count);
        }
        Collections.shuffle(counts, new Random(7));
        counts.forEach(count -> assertThat(nonces.accept(nonce(5, count), 0)).isTrue());
        counts.forEach(count -> assertThat(nonces.accept(nonce(5, count), 0)).isFalse());
        assertThat(nonces.accept(nonce(6, 1), 0)).isTrue();
    }

    @Test
    void countsWhatIsTooOldAsUsed() {
        assertThat(nonces.accept(nonce(5, 10), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, 10 + Nonces.WINDOW - 1), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, 10), 0)).isFalse();
        assertThat(nonces.accept(nonce(5, 11), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, 3L * Nonces.WINDOW), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, 12), 0)).isFalse();
        assertThat(nonces.accept(nonce(5, 3L * Nonces.WINDOW - 1), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, 3L * Nonces.WINDOW), 0)).isFalse();
        assertThat(nonces.accept(nonce(5, Long.MAX_VALUE), 0)).isTrue();
        assertThat(nonces.accept(nonce(5, -1), 0)).isFalse();
    }

    @Test
    void forgetsClientsOnlyWhenTheirRequestsAreTooOld() {
        for (int client = 0; client < Nonces.CLIENTS; client++) {
            assertThat(nonces.accept(nonce(client, 1), 1_000)).isTrue();
        }
        assertThat(nonces.accept(nonce(-1, 1), 601_000)).isFalse();
        assertThat(nonces.accept(nonce(0, 1), 601_000)).isFalse();
        assertThat(nonces.accept(nonce(-1, 1), 601_001)).isTrue();
        assertThat(nonces.accept(nonce(0, 1), 601_001)).isFalse();
    }
}
