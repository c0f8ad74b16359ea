package io.slime.gateway.s3.object;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.ReadConditions;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/**
 * A read that is decided: the version, and what of it.
 *
 * @param version the version
 * @param selection the bytes
 * @param key the client's key, where it needs one
 */
record Reading(ObjectVersion version, Selection selection, Optional<CustomerKey> key) {
    /**
     * Holds the version against the conditions of the request, then selects.
     *
     * @throws S3Exception {@code PreconditionFailed}, or what {@link Selection#of} throws
     * @throws NotModified if the client has it already
     */
    static Reading of(S3Request request, ObjectVersion version, Objects objects) throws NotModified {
        Optional<CustomerKey> key =
                EncryptionHeaders.ofRead(request, version.content().key(), objects.keys());
        ReadConditions conditions = Conditions.ofRead(request.headers());
        switch (conditions.decide(version)) {
            case FAILED ->
                throw new S3Exception(S3Error.PRECONDITION_FAILED)
                        .with(
                                "Condition",
                                conditions.failed(version.description().etag()));
            case NOT_MODIFIED -> throw new NotModified(version);
            case PROCEED -> {}
        }
        return new Reading(version, Selection.of(request, version, objects), key);
    }

    /** Sets the headers of the answer. */
    void describe(S3Request request) {
        VersionHeaders.full(version, request, request.call()::setHeader);
        EncryptionHeaders.show(version.content().key(), request);
        selection.contentRange().ifPresent(value -> request.call().setHeader("Content-Range", value));
        if (request.query().has("partNumber") && version.parts() > 0) {
            request.call().setHeader("x-amz-mp-parts-count", Integer.toString(version.parts()));
        }
        Checksums checksums = selection.checksums();
        if (!checksums.values().isEmpty() && wantsChecksums(request.headers())) {
            Checksums.Type type = version.description().checksums().type();
            ChecksumFields.headers(new Checksums(checksums.values(), type), request.call()::setHeader);
        }
    }

    private static boolean wantsChecksums(HttpHeaders headers) {
        return headers.first("x-amz-checksum-mode")
                .filter(mode -> mode.equalsIgnoreCase("ENABLED"))
                .isPresent();
    }

    /** The client has the version already. */
    static final class NotModified extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ObjectVersion version;

        NotModified(ObjectVersion version) {
            super("not modified", null, false, false);
            this.version = version;
        }

        /** Answers 304. */
        void answer(S3Request request) throws IOException {
            VersionHeaders.notModified(version, request.call()::setHeader);
            request.answer(304);
        }
    }
}
