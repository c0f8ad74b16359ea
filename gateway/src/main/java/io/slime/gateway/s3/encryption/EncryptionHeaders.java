package io.slime.gateway.s3.encryption;

import io.slime.gateway.bucket.BucketEncryption;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.metadata.extent.ContentKey;
import java.util.Optional;
import java.util.UUID;

/** What requests say about server-side encryption, and what answers do. */
public final class EncryptionHeaders {
    /** The one algorithm. */
    static final String AES256 = "AES256";

    private static final String METHOD = "x-amz-server-side-encryption";

    /** Whether KMS is to be asked less often, which means nothing without it (S3 API reference, PutObject). */
    private static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";

    private EncryptionHeaders() {}

    /**
     * How a write wants its object encrypted.
     *
     * @param bucket what the bucket says
     * @throws S3Exception if the headers are not right, {@code AccessDenied} if the bucket takes no client's keys,
     *     {@code NotImplemented} for KMS
     */
    public static Encryption ofWrite(S3Request request, BucketEncryption bucket) {
        CustomerKeyHeaders customer = new CustomerKeyHeaders(request, CustomerKeyHeaders.OBJECT);
        Optional<String> method = request.headers().first(METHOD);
        if (method.isPresent() && customer.sent()) {
            throw S3Exception.invalidArgument(
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method"
                            + " specified",
                    METHOD,
                    method.get());
        }
        Optional<CustomerKey> key = customer.key();
        if (key.isPresent()) {
            if (bucket.customerKeysBlocked()) {
                throw new S3Exception(S3Error.ACCESS_DENIED);
            }
            return new Encryption.Customer(key.get());
        }
        request.headers().first(BUCKET_KEY).ifPresent(EncryptionHeaders::checkFlag);
        method.ifPresent(EncryptionHeaders::checkMethod);
        return method.isPresent() || bucket.encrypts() ? Encryption.server() : Encryption.none();
    }

    /** Whether a write says how it wants its object encrypted. */
    public static boolean asked(S3Request request) {
        return request.headers().has(METHOD) || new CustomerKeyHeaders(request, CustomerKeyHeaders.OBJECT).sent();
    }

    /**
     * The client's key with which a version can be read; empty if none is needed.
     *
     * @throws S3Exception {@code InvalidRequest} if a key is needed and none was sent, or the reverse, {@code AccessDenied} if it
     *     is another one
     */
    public static Optional<CustomerKey> ofRead(S3Request request, Optional<ContentKey> version, ContentKeys keys) {
        refuseMethod(request);
        return opening(new CustomerKeyHeaders(request, CustomerKeyHeaders.OBJECT), version, keys);
    }

    /** The same of the source of a copy. */
    public static Optional<CustomerKey> ofSource(S3Request request, Optional<ContentKey> version, ContentKeys keys) {
        return opening(new CustomerKeyHeaders(request, CustomerKeyHeaders.SOURCE), version, keys);
    }

    /**
     * The client's key for a part of an upload; empty if none is needed.
     *
     * @throws S3Exception {@code InvalidRequest} if it is not that of the upload
     */
    public static Optional<CustomerKey> ofPart(S3Request request, Optional<ContentKey> upload, ContentKeys keys) {
        refuseMethod(request);
        CustomerKeyHeaders headers = new CustomerKeyHeaders(request, CustomerKeyHeaders.OBJECT);
        boolean needed = isCustomers(upload);
        if (needed && !headers.sent()) {
            throw S3Exception.invalidRequest("The multipart upload initiate requested encryption. Subsequent part"
                    + " requests must include the appropriate encryption parameters.");
        }
        if (!needed && headers.sent()) {
            throw S3Exception.invalidRequest("The multipart upload initiate did not request encryption. Please resend"
                    + " the request without sending encryption parameters.");
        }
        Optional<CustomerKey> key = headers.key();
        if (key.isPresent() && !keys.opens(key.get(), upload.orElseThrow())) {
            throw S3Exception.invalidRequest(
                    "The provided encryption parameters did not match the ones used originally.");
        }
        return key;
    }

    /**
     * Checks what a request to list or to complete an upload says. The client's key is needed only where checksums were asked
     * for (S3 API reference, CompleteMultipartUpload).
     *
     * @param checksums whether the upload has a checksum algorithm
     * @throws S3Exception {@code InvalidRequest} if it is not that of the upload
     */
    public static void checkUpload(
            S3Request request, Optional<ContentKey> upload, boolean checksums, ContentKeys keys) {
        if (checksums || new CustomerKeyHeaders(request, CustomerKeyHeaders.OBJECT).sent()) {
            ofPart(request, upload, keys);
        }
        refuseMethod(request);
    }

    /** Sets the headers of the answer that say how the bytes are encrypted. */
    public static void show(Optional<ContentKey> key, S3Request request) {
        if (key.isEmpty()) {
            return;
        }
        if (isCustomers(key)) {
            request.call().setHeader(CustomerKeyHeaders.OBJECT + "algorithm", AES256);
            request.headers()
                    .first(CustomerKeyHeaders.OBJECT + "key-md5")
                    .ifPresent(md5 -> request.call().setHeader(CustomerKeyHeaders.OBJECT + "key-MD5", md5));
        } else {
            request.call().setHeader(METHOD, AES256);
        }
    }

    /** The same for answers to requests that bring no key: that a client has it, is not shown. */
    public static void showServers(Optional<ContentKey> key, S3Request request) {
        if (!isCustomers(key)) {
            show(key, request);
        }
    }

    /** The entity tag of bytes with that MD5: it is no digest where the client alone may know what they are. */
    public static String etag(Optional<ContentKey.Scheme> scheme, String md5) {
        return scheme.filter(ContentKey.Scheme.CUSTOMER::equals).isPresent()
                ? UUID.randomUUID().toString().replace("-", "")
                : md5;
    }

    private static boolean isCustomers(Optional<ContentKey> key) {
        return key.filter(each -> each.scheme() == ContentKey.Scheme.CUSTOMER).isPresent();
    }

    private static Optional<CustomerKey> opening(
            CustomerKeyHeaders headers, Optional<ContentKey> version, ContentKeys keys) {
        boolean needed = isCustomers(version);
        if (!needed && headers.sent()) {
            throw S3Exception.invalidRequest("The encryption parameters are not applicable to this object.");
        }
        if (needed && !headers.sent()) {
            throw S3Exception.invalidRequest("The object was stored using a form of Server Side Encryption. The correct"
                    + " parameters must be provided to retrieve the object.");
        }
        Optional<CustomerKey> key = headers.key();
        if (key.isPresent() && !keys.opens(key.get(), version.orElseThrow())) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        return key;
    }

    private static void refuseMethod(S3Request request) {
        request.headers().first(METHOD).ifPresent(value -> {
            throw S3Exception.invalidArgument(METHOD + " header is not supported for this operation.", METHOD, value);
        });
    }

    private static void checkFlag(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw S3Exception.invalidArgument("The bucket key must be enabled by true or false", BUCKET_KEY, value);
        }
    }

    private static void checkMethod(String method) {
        switch (method) {
            case AES256 -> {}
            case "aws:kms", "aws:kms:dsse", "aws:fsx", "aws:backup" -> throw S3Exception.notImplementedHeader(METHOD);
            default ->
                throw S3Exception.invalidArgument("The encryption method specified is not supported", METHOD, method);
        }
    }
}
