package io.slime.gateway.s3.bucket;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.Ownership;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.http.Answer;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** CreateBucket. */
public final class CreateBucket implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String US_EAST_1 = "us-east-1";
    private static final String CONSTRAINT = "LocationConstraint";
    private static final String OBJECT_LOCK = "x-amz-bucket-object-lock-enabled";
    private static final String OWNERSHIP = "x-amz-object-ownership";

    private final Buckets buckets;
    private final Owners owners;
    private final AclHeaders acls;
    private final String region;

    /** Creates buckets in a region. */
    public CreateBucket(Buckets buckets, Owners owners, AclHeaders acls, String region) {
        this.buckets = buckets;
        this.owners = owners;
        this.acls = acls;
        this.region = region;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        Optional<Ownership> ownership = ownership(request.headers());
        Optional<Acl> acl = acls.read(request.headers(), request.caller(), request.caller())
                .filter(list -> !list.isOwnersAlone(request.caller()));
        if (acl.isPresent()
                && ownership.filter(it -> it == Ownership.BUCKET_OWNER_ENFORCED).isPresent()) {
            throw new S3Exception(S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        NewBucket bucket = new NewBucket(
                request.bucket(),
                request.caller(),
                region,
                locks(request.headers()),
                owners.isAdmin(request.caller()),
                ownership,
                acl);
        byte[] body = XmlBody.read(request, check, MAX_BODY_BYTES);
        if (body.length > 0) {
            checkConfiguration(XmlElement.parse(body, "CreateBucketConfiguration"));
        }
        buckets.create(bucket);
        request.call().send(Answer.empty(200).with("Location", "/" + bucket.name()));
    }

    private static boolean locks(HttpHeaders headers) {
        String value = headers.first(OBJECT_LOCK).orElse("false");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw S3Exception.invalidArgument("Object lock is enabled by true or false.", OBJECT_LOCK, value);
        };
    }

    private static Optional<Ownership> ownership(HttpHeaders headers) {
        return headers.first(OWNERSHIP)
                .map(name -> Ownership.named(name)
                        .orElseThrow(() ->
                                S3Exception.invalidArgument("Invalid x-amz-object-ownership header", OWNERSHIP, name)));
    }

    private void checkConfiguration(XmlElement configuration) {
        for (XmlElement child : configuration.children()) {
            if (!child.name().equals(CONSTRAINT)) {
                throw S3Exception.notImplemented(child.name() + " in a CreateBucketConfiguration is not implemented");
            }
            String wanted = child.text().strip();
            if (!wanted.isEmpty() && !wanted.equals(region)) {
                throw new S3Exception(
                                region.equals(US_EAST_1)
                                        ? S3Error.INVALID_LOCATION_CONSTRAINT
                                        : S3Error.ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION)
                        .with(CONSTRAINT, wanted);
            }
        }
    }
}
