package io.slime.gateway.s3.encryption;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.S3Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The three headers with which a client brings a key (S3 User Guide, "Using server-side encryption with customer-provided keys").
 * They are taken only where nobody could read them on their way, see {@link S3Request}.
 */
final class CustomerKeyHeaders {
    /** What the names begin with where the key is of the object that is read or written. */
    static final String OBJECT = "x-amz-server-side-encryption-customer-";

    /** What the names begin with where the key is of the source of a copy. */
    static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";

    private static final String SUBJECT =
            "Requests specifying Server Side Encryption with Customer provided keys must ";

    private final HttpHeaders headers;
    private final boolean confidential;
    private final String prefix;

    CustomerKeyHeaders(S3Request request, String prefix) {
        this(request.headers(), request.confidential(), prefix);
    }

    CustomerKeyHeaders(HttpHeaders headers, boolean confidential, String prefix) {
        this.headers = headers;
        this.confidential = confidential;
        this.prefix = prefix;
    }

    /** Whether one of them was sent. */
    boolean sent() {
        return List.of("algorithm", "key", "key-md5").stream().anyMatch(name -> headers.has(prefix + name));
    }

    /**
     * The key, if one was sent.
     *
     * @throws S3Exception {@code InvalidArgument} and its like if not all headers are there and right, {@code InvalidRequest} if
     *     the way that it came is not safe
     */
    Optional<CustomerKey> key() {
        if (!sent()) {
            return Optional.empty();
        }
        if (!confidential) {
            throw S3Exception.invalidRequest(SUBJECT + "be made over a secure connection.");
        }
        String algorithm = header("algorithm", "provide a valid encryption algorithm.");
        if (!algorithm.equals(EncryptionHeaders.AES256)) {
            throw new S3Exception(S3Error.INVALID_ENCRYPTION_ALGORITHM_ERROR);
        }
        Optional<byte[]> key = decoded(header("key", "provide an appropriate secret key."));
        if (key.filter(bytes -> bytes.length == CustomerKey.BYTES).isEmpty()) {
            throw invalid("key", "The secret key was invalid for the specified algorithm.");
        }
        Optional<byte[]> md5 = decoded(header("key-md5", "provide the client calculated MD5 of the secret key."));
        if (md5.filter(bytes -> MessageDigest.isEqual(bytes, md5(key.get()))).isEmpty()) {
            throw invalid("key-md5", "The calculated MD5 hash of the key did not match the hash that was provided.");
        }
        return key.map(CustomerKey::new);
    }

    private String header(String name, String duty) {
        return headers.first(prefix + name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> invalid(name, SUBJECT + duty));
    }

    /** Without the value, which may be a key. */
    private S3Exception invalid(String name, String message) {
        return new S3Exception(S3Error.INVALID_ARGUMENT, message).with("ArgumentName", prefix + name);
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
