package io.slime.gateway.s3.object;

import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.operation.S3Request;

/** The header {@code x-amz-expiration}: when a current version goes by the lifecycle of its bucket, and by which rule. */
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
}
