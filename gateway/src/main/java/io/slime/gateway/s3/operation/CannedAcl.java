package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/**
 * The header {@code x-amz-acl}. What it may say is what holds anyway: a bucket and the objects in it are their owner's, and
 * nobody else's.
 */
public final class CannedAcl {
    private static final String HEADER = "x-amz-acl";
    private static final Set<String> OTHERS = Set.of(
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write");

    private CannedAcl() {}

    /**
     * Refuses what would not hold.
     *
     * @param ofObject whether it is the ACL of an object, which may also be {@code bucket-owner-full-control}
     * @throws S3Exception {@code NotImplemented} for another ACL that S3 has, else {@code InvalidArgument}
     */
    public static void check(HttpHeaders headers, boolean ofObject) {
        Optional<String> acl = headers.first(HEADER);
        if (acl.isEmpty() || acl.get().equals("private")) {
            return;
        }
        if (ofObject && acl.get().equals("bucket-owner-full-control")) {
            return;
        }
        throw OTHERS.contains(acl.get())
                ? S3Exception.notImplementedHeader(HEADER)
                : S3Exception.invalidArgument("Invalid canned ACL", HEADER, acl.get());
    }
}
