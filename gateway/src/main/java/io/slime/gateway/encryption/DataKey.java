package io.slime.gateway.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one content: AES-256 in counter mode, the counter being the number of the 16-byte block within the content (NIST SP
 * 800-38A, 6.5). A data key encrypts one content only, once, so no counter is used twice. Ciphertext is as long as the plaintext
 * and any byte can be got at without those before it.
 */
public final class DataKey {
    private static final int BLOCK = 16;

    private final SecretKeySpec key;

    DataKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] bytes() {
        return key.getEncoded();
    }

    /** What encrypts and decrypts the bytes of the content from {@code offset} on. */
    public Keystream from(long offset) {
        byte[] counter =
                ByteBuffer.allocate(BLOCK).putLong(0).putLong(offset / BLOCK).array();
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            cipher.update(new byte[(int) (offset % BLOCK)]);
            return new Keystream(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR does not work here", e);
        }
    }
}
