package io.slime.gateway.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.failure.StorageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContentKeysTest {
    private final ContentKeys keys = new ContentKeys(bytes(1, 32));

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aRangeNeedsNothingBeforeIt() {
        DataKey key = keys.make(Encryption.server()).orElseThrow().key();
        byte[] plain = bytes(2, 1000);
        byte[] cipher = new byte[plain.length];
        key.from(0).apply(plain, 0, plain.length, cipher, 0);
        assertThat(cipher).isNotEqualTo(plain);
        for (int from : new int[] {0, 1, 15, 16, 17, 999}) {
            byte[] tail = Arrays.copyOfRange(cipher, from, cipher.length);
            key.from(from).apply(tail, 0, tail.length, tail, 0);
            assertThat(tail).isEqualTo(Arrays.copyOfRange(plain, from, plain.length));
        }
    }

    @Test
    void onlyTheKeyThatSealedOpens() {
        ContentKeys.Fresh server = keys.make(Encryption.server()).orElseThrow();
        assertThat(keys.open(server.sealed(), Optional.empty()).bytes())
                .isEqualTo(server.key().bytes());
        assertThatThrownBy(() -> new ContentKeys(bytes(3, 32)).open(server.sealed(), Optional.empty()))
                .isInstanceOf(StorageException.Unreadable.class);
        CustomerKey mine = new CustomerKey(bytes(4, 32));
        CustomerKey another = new CustomerKey(bytes(5, 32));
        ContentKeys.Fresh client = keys.make(new Encryption.Customer(mine)).orElseThrow();
        assertThat(keys.opens(mine, client.sealed())).isTrue();
        assertThat(keys.opens(another, client.sealed())).isFalse();
        assertThat(keys.opens(mine, server.sealed())).isFalse();
        assertThatThrownBy(() -> keys.open(client.sealed(), Optional.empty()))
                .isInstanceOf(StorageException.Refused.class);
        assertThatThrownBy(() -> keys.open(client.sealed(), Optional.of(another)))
                .isInstanceOf(StorageException.Refused.class);
    }
}
