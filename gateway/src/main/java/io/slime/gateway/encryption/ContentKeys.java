package io.slime.gateway.encryption;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ContentKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes data keys, and seals and opens them. A data key is wrapped (RFC 3394) by a key that HKDF-SHA-256 (RFC 5869) makes of the
 * master key, or of the client's, and of a random salt; the sealed form is salt and wrapped key. The wrapping notices another
 * key, so it is all that is kept to know a client's key again.
 */
public final class ContentKeys {
    private static final int SALT = 16;
    private static final int KEY = 32;
    private static final byte[] SERVER = "slime SSE-S3 data key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CUSTOMER = "slime SSE-C data key".getBytes(StandardCharsets.US_ASCII);

    private final byte[] master;
    private final SecureRandom random = new SecureRandom();

    /**
     * Keys under this master key.
     *
     * @param masterKey 32 bytes
     */
    public ContentKeys(byte[] masterKey) {
        if (masterKey.length != KEY) {
            throw new IllegalArgumentException("a master key has " + KEY + " bytes, not " + masterKey.length);
        }
        this.master = masterKey.clone();
    }

    /**
     * A new data key.
     *
     * @param key the key
     * @param sealed what to keep of it
     */
    public record Fresh(DataKey key, ContentKey sealed) {}

    /** A new data key for a content that is to be encrypted so; empty if it is not. */
    public Optional<Fresh> make(Encryption encryption) {
        return encryption.scheme().map(scheme -> {
            byte[] key = new byte[KEY];
            random.nextBytes(key);
            byte[] salt = new byte[SALT];
            random.nextBytes(salt);
            try {
                Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
                cipher.init(Cipher.WRAP_MODE, wrapping(scheme, encryption.customerKey(), salt));
                byte[] wrapped = cipher.wrap(new SecretKeySpec(key, "AES"));
                String sealed = HexFormat.of().formatHex(salt) + HexFormat.of().formatHex(wrapped);
                return new Fresh(new DataKey(key), new ContentKey(scheme, sealed));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES key wrap does not work here", e);
            }
        });
    }

    /** Whether the client's key is the one that the data key was sealed by; false too if the gateways' sealed it. */
    public boolean opens(CustomerKey customer, ContentKey sealed) {
        return sealed.scheme() == ContentKey.Scheme.CUSTOMER
                && unwrap(sealed, Optional.of(customer)).isPresent();
    }

    /**
     * Opens a data key.
     *
     * @param customer the client's key, where it is that which sealed it
     * @throws StorageException.Refused if the client's key is missing or another one
     * @throws StorageException.Unreadable if it was sealed under another master key
     */
    public DataKey open(ContentKey sealed, Optional<CustomerKey> customer) {
        boolean server = sealed.scheme() == ContentKey.Scheme.SERVER;
        if (!server && customer.isEmpty()) {
            throw new StorageException.Refused(
                    "it is encrypted with a key that only the client has; read it by S3, with that key");
        }
        return unwrap(sealed, customer)
                .orElseThrow(() -> server
                        ? new StorageException.Unreadable(
                                "its data key was not sealed under this master key; give this gateway the master key of"
                                        + " the others")
                        : new StorageException.Refused("it is encrypted with another key than the one that was sent"));
    }

    private Optional<DataKey> unwrap(ContentKey sealed, Optional<CustomerKey> customer) {
        byte[] bytes = HexFormat.of().parseHex(sealed.sealed());
        if (bytes.length <= SALT) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.UNWRAP_MODE, wrapping(sealed.scheme(), customer, Arrays.copyOf(bytes, SALT)));
            byte[] wrapped = Arrays.copyOfRange(bytes, SALT, bytes.length);
            return Optional.of(
                    new DataKey(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded()));
        } catch (InvalidKeyException e) {
            return Optional.empty(); // another key sealed it
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap does not work here", e);
        }
    }

    private SecretKey wrapping(ContentKey.Scheme scheme, Optional<CustomerKey> customer, byte[] salt)
            throws GeneralSecurityException {
        boolean server = scheme == ContentKey.Scheme.SERVER;
        byte[] secret = server ? master : customer.orElseThrow().bytes();
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret)
                                .addSalt(salt)
                                .thenExpand(server ? SERVER : CUSTOMER, KEY));
    }
}
