package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.header.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The actions that a request asks for: that of its operation, and those that its headers add. */
final class Needs {
    /** What a bucket's policy calls the listing that tells whether a key is there. */
    static final String LIST = "s3:ListBucket";

    /** The same of versions. */
    static final String LIST_VERSIONS = "s3:ListBucketVersions";

    /** What deletes in spite of a lock in governance mode ask for besides. */
    static final String BYPASS_GOVERNANCE = "s3:BypassGovernanceRetention";

    private static final String BYPASS = "x-amz-bypass-governance-retention";
    private static final Set<Operation> WRITES =
            Set.of(Operation.PUT_OBJECT, Operation.COPY_OBJECT, Operation.CREATE_MULTIPART_UPLOAD);

    /** Canned ACLs that give nothing to anybody but the owners of object and bucket. */
    private static final Set<String> OWNERS_ONLY = Set.of("private", "bucket-owner-read", "bucket-owner-full-control");

    private Needs() {}

    /**
     * The actions, none if the operation has none: then it is for the owner alone.
     *
     * @param owner canonical id of the owner of the bucket
     * @param said what the request says elsewhere than in its headers
     */
    static List<String> of(S3Request request, String owner, Said said) {
        boolean version = request.query().has("versionId");
        List<String> actions = new ArrayList<>();
        request.operation().action().ifPresent(action -> actions.add(action.named(version)));
        if (request.operation() == Operation.GET_OBJECT_ATTRIBUTES) {
            actions.add(version ? "s3:GetObjectVersion" : "s3:GetObject");
        }
        if (!actions.isEmpty()) {
            addOfHeaders(actions, request, owner, said);
        }
        return actions;
    }

    private static void addOfHeaders(List<String> actions, S3Request request, String owner, Said said) {
        HttpHeaders headers = request.headers();
        if (WRITES.contains(request.operation())) {
            if (request.operation() == Operation.COPY_OBJECT ? !said.tags().isEmpty() : headers.has(Tags.HEADER)) {
                actions.add("s3:PutObjectTagging");
            }
            if (widens(headers, owner)) {
                actions.add("s3:PutObjectAcl");
            }
            if (headers.has("x-amz-object-lock-mode") || headers.has("x-amz-object-lock-retain-until-date")) {
                actions.add("s3:PutObjectRetention");
            }
            if (headers.has("x-amz-object-lock-legal-hold")) {
                actions.add("s3:PutObjectLegalHold");
            }
        }
        if (request.operation() == Operation.CREATE_BUCKET) {
            addOfBucket(actions, headers, owner);
        }
        if (headers.first(BYPASS)
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent()) {
            actions.add(BYPASS_GOVERNANCE);
        }
    }

    /** Whether what becomes of a write tells something about the object that it finds. */
    static boolean tells(HttpHeaders headers) {
        return headers.joined("if-match").filter(tag -> !tag.equals("*")).isPresent()
                || headers.has("x-amz-if-match-size")
                || headers.has("x-amz-if-match-last-modified-time");
    }

    private static void addOfBucket(List<String> actions, HttpHeaders headers, String owner) {
        if (widens(headers, owner)) {
            actions.add("s3:PutBucketAcl");
        }
        if (headers.has("x-amz-object-ownership")) {
            actions.add("s3:PutBucketOwnershipControls");
        }
        if (headers.first("x-amz-bucket-object-lock-enabled")
                .filter(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent()) {
            actions.add("s3:PutBucketObjectLockConfiguration");
            actions.add("s3:PutBucketVersioning");
        }
    }

    /**
     * Whether the headers give something to others than the owner of the bucket, whose policy may want to be given it (S3 User Guide,
     * "Bucket policy examples using condition keys").
     */
    private static boolean widens(HttpHeaders headers, String owner) {
        return headers.first("x-amz-acl")
                        .filter(acl -> !OWNERS_ONLY.contains(acl))
                        .isPresent()
                || headers.names().stream()
                        .filter(name -> name.startsWith("x-amz-grant-"))
                        .flatMap(name -> headers.all(name).stream())
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(grantee -> !grantee.equals("id=" + owner) && !grantee.equals("id=\"" + owner + "\""));
    }
}
