package io.slime.gateway.s3.lifecycle;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.lifecycle.LifecycleRules;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Optional;

/** PutBucketLifecycleConfiguration: replaces the lifecycle of a bucket. Rules without an id are named by the request and their number. */
public final class PutBucketLifecycleConfiguration implements S3Operation {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Lifecycles lifecycles;
    private final Objects objects;
    private final BucketAccess access;

    /** Configures these buckets, in which these objects are. */
    public PutBucketLifecycleConfiguration(Lifecycles lifecycles, Objects objects, BucketAccess access) {
        this.lifecycles = lifecycles;
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketName bucket = access.owned(request).name();
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement root = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), LifecycleDocument.ROOT);
        LifecycleRules.Least least = LeastHeader.read(request);
        LifecycleRules rules =
                LifecycleDocument.parse(root, least, number -> request.call().requestId() + "-" + number);
        rules.classes().forEach(objects::demandClass);
        lifecycles.set(bucket, Optional.of(rules));
        LeastHeader.show(least, request);
        request.answer(200);
    }
}
