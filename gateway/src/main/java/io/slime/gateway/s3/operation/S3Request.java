package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Caller;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as an operation gets it: understood, and its signature checked if it has one.
 *
 * @param operation what it means
 * @param address the bucket and key it names
 * @param query its parameters, without those of its signature
 * @param headers its headers, with those that a presigned URL carries in its query
 * @param identity who asks, perhaps nobody in particular
 * @param call the way to its body and to the answer
 * @param confidential whether a key may come with it: over TLS, from this very host, or where the operator says so
 */
public record S3Request(
        Operation operation,
        ObjectAddress address,
        QueryParameters query,
        HttpHeaders headers,
        Identity identity,
        HttpCall call,
        boolean confidential) {
    /** The canonical id that S3 has for requests without a signature; no user's is like it, since users own nothing as it. */
    public static final String ANONYMOUS = "65a011a29cdf8ec533ec3d1ccaae921c";

    /** Canonical id of who asks; {@link #ANONYMOUS} for nobody in particular. */
    public String caller() {
        return switch (identity) {
            case Identity.Authenticated known -> known.key().userId();
            case Identity.Anonymous _ -> ANONYMOUS;
        };
    }

    /** Who asks, as rules about access know them. */
    public Caller who() {
        return switch (identity) {
            case Identity.Authenticated known ->
                Caller.user(
                        known.key().userId(),
                        known.key().userName(),
                        known.key().limit());
            case Identity.Anonymous _ -> Caller.anonymous(ANONYMOUS);
        };
    }

    /**
     * The bucket named.
     *
     * @throws S3Exception {@code InvalidBucketName} if no bucket may have that name
     */
    public BucketName bucket() {
        String text = address.bucket().orElseThrow();
        return BucketName.find(text)
                .orElseThrow(() -> new S3Exception(S3Error.INVALID_BUCKET_NAME).with("BucketName", text));
    }

    /** The key named; the operation is one on objects. */
    public String key() {
        return address.key().orElseThrow();
    }

    /** Bucket and key as stored. */
    public String path() {
        return bucket().path(key());
    }

    /** A parameter, unless it is absent or empty. */
    public Optional<String> parameter(String name) {
        return query.first(name).filter(value -> !value.isEmpty());
    }

    /**
     * A parameter that is a number.
     *
     * @param name its name
     * @param fallback the number if it is absent or empty
     * @param most what a larger number is cut down to
     * @throws S3Exception {@code InvalidArgument} if it is not a number from 0 to 2147483647
     */
    public int number(String name, int fallback, int most) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return Math.min(fallback, most);
        }
        long number = text.get().matches("[0-9]{1,10}") ? Long.parseLong(text.get()) : Long.MAX_VALUE;
        if (number > Integer.MAX_VALUE) {
            throw S3Exception.invalidArgument(
                    "Provided " + name + " not an integer or within integer range", name, text.get());
        }
        return (int) Math.min(number, most);
    }

    /** Answers 200 with a document. */
    public void answer(XmlWriter document) throws IOException {
        call.send(Answer.of(200, XmlWriter.TYPE, document.bytes()));
    }

    /** Answers 200 with a document that is kept as it is shown. */
    public void answerDocument(String document) throws IOException {
        call.send(Answer.of(200, XmlWriter.TYPE, document.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers without a body. */
    public void answer(int status) throws IOException {
        call.send(Answer.empty(status));
    }

    /** Without the query and the values of headers. */
    @Override
    public String toString() {
        return operation.wireName() + " " + address;
    }
}
