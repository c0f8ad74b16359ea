package io.slime.gateway.s3.object;

import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.StandardHeaders;
import io.slime.gateway.s3.header.UserMetadata;
import io.slime.gateway.s3.header.WireText;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The response headers that describe a version. */
final class VersionHeaders {
    private static final String OVERRIDE = "response-";

    /** Of the content headers, those that a 304 has too (RFC 9110, 15.4.5). */
    private static final List<String> WITH_NOT_MODIFIED = List.of("cache-control", "expires");

    private VersionHeaders() {}

    /** An entity tag in its quotes. */
    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }

    /**
     * Lets nobody in particular say what headers an answer has (S3 API reference, GetObject).
     *
     * @throws S3Exception {@code InvalidRequest}
     */
    static void checkOverrides(S3Request request) {
        boolean overrides =
                StandardHeaders.NAMES.stream().anyMatch(name -> request.query().has(OVERRIDE + name));
        if (overrides && request.identity() instanceof Identity.Anonymous) {
            throw S3Exception.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
    }

    /** Hands over what a read of the whole or of a part shows. */
    static void full(ObjectVersion version, S3Request request, BiConsumer<String, String> taker) {
        validators(version, taker);
        taker.accept("Accept-Ranges", "bytes");
        Map<String, String> stored = version.description().headers();
        for (String name : StandardHeaders.NAMES) {
            Optional<String> value = request.parameter(OVERRIDE + name).or(() -> Optional.ofNullable(stored.get(name)));
            if (name.equals("content-type")) {
                taker.accept(name, WireText.toWire(value.orElse(StandardHeaders.DEFAULT_CONTENT_TYPE)));
            } else {
                value.ifPresent(text -> taker.accept(name, WireText.toWire(text)));
            }
        }
        if (!version.tags().isEmpty()) {
            taker.accept("x-amz-tagging-count", Integer.toString(version.tags().size()));
        }
        if (!version.description().storageClass().equals(Description.STANDARD)) {
            taker.accept("x-amz-storage-class", version.description().storageClass());
        }
        LockHeaders.show(version.lock(), taker);
        UserMetadata.show(version.description().userMetadata(), taker);
    }

    /** Hands over what a 304 shows. */
    static void notModified(ObjectVersion version, BiConsumer<String, String> taker) {
        validators(version, taker);
        for (String name : WITH_NOT_MODIFIED) {
            Optional.ofNullable(version.description().headers().get(name))
                    .ifPresent(value -> taker.accept(name, WireText.toWire(value)));
        }
    }

    private static void validators(ObjectVersion version, BiConsumer<String, String> taker) {
        taker.accept("ETag", quoted(version.description().etag()));
        taker.accept("Last-Modified", HttpDate.format(version.modified()));
    }
}
