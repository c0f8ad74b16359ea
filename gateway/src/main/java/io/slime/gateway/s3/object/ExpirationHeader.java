package io.slime.gateway.s3.object;

import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.operation.S3Request;

/**
 * The headers that say when something goes by the lifecycle of its bucket, and by which rule: {@code x-amz-expiration} of a current
 * version, {@code x-amz-abort-date} of an upload.
 */
public final class ExpirationHeader {
    private final Lifecycles lifecycles;

    /** By these lifecycles. */
    public ExpirationHeader(Lifecycles lifecycles) {
        this.lifecycles = lifecycles;
    }

    /** Sets it where a rule is about that version. */
    public void show(S3Request request, ObjectVersion version) {
        lifecycles
                .due(request.bucket(), version)
                .ifPresent(due -> request.call()
                        .setHeader(
                                "x-amz-expiration",
                                "expiry-date=\"" + HttpDate.format(due.at()) + "\", rule-id=\""
                                        + PercentCoding.encode(due.rule()) + "\""));
    }

    /** Sets {@code x-amz-abort-date} and {@code x-amz-abort-rule-id} where a rule is about that upload. */
    public void show(S3Request request, Upload upload) {
        lifecycles.uploadDue(request.bucket(), request.key(), upload.created()).ifPresent(due -> {
            request.call().setHeader("x-amz-abort-date", HttpDate.format(due.at()));
            request.call().setHeader("x-amz-abort-rule-id", PercentCoding.encode(due.rule()));
        });
    }
}
