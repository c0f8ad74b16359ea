package io.slime.gateway.account;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.account.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of access keys under the master key: AES-256-GCM with a random nonce, bound to the key's id, so that a row
 * moved to another key does not open (NIST SP 800-38D).
 */
public final class SecretSeal {
    /** Bytes of a master key. */
    public static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec master;
    private final SecureRandom random = new SecureRandom();

    /**
     * Seals under this master key.
     *
     * @param masterKey {@value #KEY_BYTES} bytes
     */
    public SecretSeal(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key has " + KEY_BYTES + " bytes, not " + masterKey.length);
        }
        this.master = new SecretKeySpec(masterKey, "AES");
    }

    /** The secret of the key of that id, sealed. */
    SealedSecret close(String id, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new SealedSecret(
                    run(Cipher.ENCRYPT_MODE, id, nonce, secret.getBytes(StandardCharsets.UTF_8)), nonce);
        } catch (GeneralSecurityException e) {
            throw new StorageException.Unreadable("AES-GCM does not work here", e);
        }
    }

    /**
     * The secret of the key of that id.
     *
     * @throws StorageException.Unreadable if it was sealed under another master key, or for another id
     */
    String open(String id, SealedSecret sealed) {
        try {
            return new String(
                    run(Cipher.DECRYPT_MODE, id, sealed.nonce(), sealed.ciphertext()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new StorageException.Unreadable(
                    "the secret of key " + id + " was not sealed under this master key; give this gateway the"
                            + " master key of the others",
                    e);
        }
    }

    private byte[] run(int mode, String id, byte[] nonce, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }
}
