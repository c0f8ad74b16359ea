package io.slime.gateway.s3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that ends with an S3 error; the S3 front turns it into the error document.
 *
 * <p>An error that the caller caused (status below 500) carries no stack trace: it is an answer, not a fault of ours.
 * Messages and elements go out on the wire, so neither may hold a secret.
 */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3Error error;
    private final transient Map<String, String> elements;
    private final transient Map<String, String> headers;

    /** An error with its default message. */
    public S3Exception(S3Error error) {
        this(error, error.message());
    }

    /** An error with a message of its own. */
    public S3Exception(S3Error error, String message) {
        this(error, message, Map.of(), Map.of(), null);
    }

    /** An error that has another failure behind it, which is for the log only. */
    public S3Exception(S3Error error, String message, Throwable cause) {
        this(error, message, Map.of(), Map.of(), cause);
    }

    private S3Exception(
            S3Error error,
            String message,
            Map<String, String> elements,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        super(message, cause, true, error.status() >= 500);
        this.error = error;
        this.elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** {@code InvalidArgument} about a named header or parameter, with the value that was refused. */
    public static S3Exception invalidArgument(String message, String name, String value) {
        return new S3Exception(S3Error.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** {@code InvalidRequest} with a reason. */
    public static S3Exception invalidRequest(String message) {
        return new S3Exception(S3Error.INVALID_REQUEST, message);
    }

    /** {@code InvalidRange}: the Range header as it was sent, and the size of the object in bytes. */
    public static S3Exception invalidRange(String range, long size) {
        return new S3Exception(S3Error.INVALID_RANGE)
                .with("RangeRequested", range)
                .with("ActualObjectSize", Long.toString(size));
    }

    /** {@code NotImplemented} because of one header. */
    public static S3Exception notImplementedHeader(String header) {
        return new S3Exception(
                        S3Error.NOT_IMPLEMENTED, "A header you provided implies functionality that is not implemented")
                .with("Header", header);
    }

    /** {@code NotImplemented} with a reason. */
    public static S3Exception notImplemented(String message) {
        return new S3Exception(S3Error.NOT_IMPLEMENTED, message);
    }

    /** The same error with one more element in its document, after those it has. */
    public S3Exception with(String element, String text) {
        Map<String, String> more = new LinkedHashMap<>(elements);
        more.put(element, text);
        return copy(more, headers);
    }

    /** The same error with one more header of its answer. */
    public S3Exception withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return copy(elements, more);
    }

    private S3Exception copy(Map<String, String> newElements, Map<String, String> newHeaders) {
        S3Exception copy = new S3Exception(error, message(), newElements, newHeaders, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** Which error it is. */
    public S3Error error() {
        return error;
    }

    /** The code on the wire. */
    public String code() {
        return error.code();
    }

    /** The HTTP status of the answer. */
    public int status() {
        return error.status();
    }

    /** The message, which is never absent. */
    public String message() {
        String message = getMessage();
        return message == null ? error.message() : message;
    }

    /** Headers of the answer besides those of every error. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Further elements of the error document, by name, in the order they are to be written. */
    public Map<String, String> elements() {
        return elements;
    }
}
