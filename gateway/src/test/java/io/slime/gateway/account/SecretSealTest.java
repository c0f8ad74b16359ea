package io.slime.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.account.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SecretSealTest {
    private final SecretSeal seal = new SecretSeal(key(1));

    @Test
    void whatIsSealedOpens() {
        SealedSecret sealed = seal.close("AK1", "sesame");
        assertThat(seal.open("AK1", sealed)).isEqualTo("sesame");
        assertThat(new SecretSeal(key(1)).open("AK1", sealed)).isEqualTo("sesame");
        assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
    }

    @Test
    void neverSealsTheSameWayTwice() {
        assertThat(seal.close("AK1", "sesame").ciphertext())
                .isNotEqualTo(seal.close("AK1", "sesame").ciphertext());
    }

    @Test
    void opensUnderNoOtherKeyAndForNoOtherId() {
        SealedSecret sealed = seal.close("AK1", "sesame");
        assertThatExceptionOfType(StorageException.Unreadable.class)
                .isThrownBy(() -> new SecretSeal(key(2)).open("AK1", sealed))
                .withMessageContaining("master key");
        assertThatExceptionOfType(StorageException.Unreadable.class).isThrownBy(() -> seal.open("AK2", sealed));
        byte[] bent = sealed.ciphertext().clone();
        bent[0] ^= 1;
        assertThatExceptionOfType(StorageException.Unreadable.class)
                .isThrownBy(() -> seal.open("AK1", new SealedSecret(bent, sealed.nonce())));
    }

    @Test
    void aMasterKeyHas256Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSeal(new byte[16]));
    }

    static byte[] key(int value) {
        byte[] key = new byte[SecretSeal.KEY_BYTES];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
