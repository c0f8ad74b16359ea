package io.slime.gateway.s3.bucket;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.bucket.NewBucket;
import io.slime.gateway.http.Answer;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.CannedAcl;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Locale;

/** CreateBucket. */
public final class CreateBucket implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String US_EAST_1 = "us-east-1";
    private static final String CONSTRAINT = "LocationConstraint";
    private static final String OBJECT_LOCK = "x-amz-bucket-object-lock-enabled";
    private static final String OWNERSHIP = "x-amz-object-ownership";

    private final Buckets buckets;
    private final Owners owners;
    private final String region;

    /** Creates buckets in a region. */
    public CreateBucket(Buckets buckets, Owners owners, String region) {
        this.buckets = buckets;
        this.owners = owners;
        this.region = region;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        checkHeaders(request.headers());
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        NewBucket bucket = new NewBucket(
                request.bucket(), request.caller(), region, locks(request.headers()), owners.isAdmin(request.caller()));
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

    private static void checkHeaders(HttpHeaders headers) {
        CannedAcl.check(headers, false);
        if (headers.first(OWNERSHIP)
                .filter(v -> !v.equals("BucketOwnerEnforced"))
                .isPresent()) {
            throw S3Exception.notImplementedHeader(OWNERSHIP);
        }
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
