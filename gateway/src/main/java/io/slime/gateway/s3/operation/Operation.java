package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.ObjectAddress;
import io.slime.gateway.s3.header.QueryParameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every operation of S3, those that are answered and those that are not, with the request that means it.
 *
 * <p>Names and requests are those of the S3 API reference; where it knows an old and a new name for one request, the new one
 * stands here. An operation that is not supported is answered with {@code NotImplemented}.
 */
@SuppressWarnings("ImmutableEnumChecker") // records that keep copies
public enum Operation {
    LIST_BUCKETS("ListBuckets", "GET /", Admitted.of("max-buckets continuation-token prefix bucket-region")),
    CREATE_BUCKET(
            "CreateBucket",
            "PUT /bucket",
            Admitted.of("", "x-amz-acl", "x-amz-grant-*", "x-amz-bucket-object-lock-enabled", "x-amz-object-ownership")
                    .withBody()),
    HEAD_BUCKET("HeadBucket", "HEAD /bucket", Admitted.NOTHING),
    DELETE_BUCKET("DeleteBucket", "DELETE /bucket", Admitted.NOTHING),
    GET_BUCKET_LOCATION("GetBucketLocation", "GET /bucket?location", Admitted.NOTHING),
    GET_BUCKET_VERSIONING("GetBucketVersioning", "GET /bucket?versioning", Admitted.NOTHING),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", "PUT /bucket?versioning", Admitted.NOTHING.withBody()),
    GET_BUCKET_TAGGING("GetBucketTagging", "GET /bucket?tagging", Admitted.NOTHING),
    PUT_BUCKET_TAGGING("PutBucketTagging", "PUT /bucket?tagging", Admitted.NOTHING.withBody()),
    DELETE_BUCKET_TAGGING("DeleteBucketTagging", "DELETE /bucket?tagging", Admitted.NOTHING),
    LIST_OBJECTS("ListObjects", "GET /bucket", Admitted.listing("marker")),
    LIST_OBJECTS_V2(
            "ListObjectsV2", "GET /bucket?list-type=2", Admitted.listing("start-after continuation-token fetch-owner")),
    LIST_OBJECT_VERSIONS(
            "ListObjectVersions", "GET /bucket?versions", Admitted.listing("key-marker version-id-marker")),
    PUT_OBJECT(
            "PutObject",
            "PUT /bucket/key",
            Admitted.write().choosingEncryption().directing().withBody()),
    GET_OBJECT(
            "GetObject",
            "GET /bucket/key",
            Admitted.of(Admitted.READ, "x-amz-checksum-mode").encrypting()),
    HEAD_OBJECT(
            "HeadObject",
            "HEAD /bucket/key",
            Admitted.of(Admitted.READ, "x-amz-checksum-mode").encrypting()),
    GET_OBJECT_ATTRIBUTES(
            "GetObjectAttributes",
            "GET /bucket/key?attributes",
            Admitted.of("versionId", "x-amz-object-attributes", "x-amz-max-parts", "x-amz-part-number-marker")
                    .encrypting()),
    GET_OBJECT_TAGGING("GetObjectTagging", "GET /bucket/key?tagging", Admitted.of("versionId")),
    PUT_OBJECT_TAGGING(
            "PutObjectTagging",
            "PUT /bucket/key?tagging",
            Admitted.of("versionId").withBody()),
    DELETE_OBJECT_TAGGING("DeleteObjectTagging", "DELETE /bucket/key?tagging", Admitted.of("versionId")),
    DELETE_OBJECT(
            "DeleteObject",
            "DELETE /bucket/key",
            Admitted.of("versionId", "if-match", "x-amz-bypass-governance-retention")
                    .and("x-amz-if-match-last-modified-time", "x-amz-if-match-size")),
    DELETE_OBJECTS(
            "DeleteObjects",
            "POST /bucket?delete",
            Admitted.NOTHING.withBody().and("x-amz-bypass-governance-retention")),
    COPY_OBJECT(
            "CopyObject",
            "PUT /bucket/key x-amz-copy-source",
            Admitted.write()
                    .choosingEncryption()
                    .copying()
                    .and("x-amz-metadata-directive", "x-amz-tagging-directive", "x-amz-checksum-algorithm")),
    CREATE_MULTIPART_UPLOAD(
            "CreateMultipartUpload",
            "POST /bucket/key?uploads",
            Admitted.of(
                            "",
                            "x-amz-acl",
                            "x-amz-grant-*",
                            "x-amz-storage-class",
                            "x-amz-meta-*",
                            "x-amz-tagging",
                            "x-amz-website-redirect-location",
                            "x-amz-checksum-algorithm",
                            "x-amz-checksum-type")
                    .choosingEncryption()
                    .directing()
                    .locking()),
    UPLOAD_PART(
            "UploadPart",
            "PUT /bucket/key?partNumber&uploadId",
            Admitted.NOTHING.encrypting().withBody()),
    UPLOAD_PART_COPY(
            "UploadPartCopy",
            "PUT /bucket/key?partNumber&uploadId x-amz-copy-source",
            Admitted.NOTHING.copying().encrypting().and("x-amz-copy-source-range")),
    COMPLETE_MULTIPART_UPLOAD(
            "CompleteMultipartUpload",
            "POST /bucket/key?uploadId",
            Admitted.of("", "if-match", "if-none-match", "x-amz-mp-object-size")
                    .encrypting()
                    .withBody()),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", "DELETE /bucket/key?uploadId", Admitted.NOTHING),
    LIST_PARTS(
            "ListParts",
            "GET /bucket/key?uploadId",
            Admitted.of("max-parts part-number-marker").encrypting()),
    LIST_MULTIPART_UPLOADS(
            "ListMultipartUploads",
            "GET /bucket?uploads",
            Admitted.of("prefix delimiter encoding-type key-marker upload-id-marker max-uploads")),
    CREATE_BUCKET_METADATA_CONFIGURATION("CreateBucketMetadataConfiguration", "POST /bucket?metadataConfiguration"),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", "POST /bucket?metadataTable"),
    CREATE_SESSION("CreateSession", "GET /bucket?session"),
    DELETE_BUCKET_ANALYTICS_CONFIGURATION("DeleteBucketAnalyticsConfiguration", "DELETE /bucket?analytics"),
    DELETE_BUCKET_CORS("DeleteBucketCors", "DELETE /bucket?cors", Admitted.NOTHING),
    DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", "DELETE /bucket?encryption", Admitted.NOTHING),
    DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "DeleteBucketIntelligentTieringConfiguration", "DELETE /bucket?intelligent-tiering"),
    DELETE_BUCKET_INVENTORY_CONFIGURATION("DeleteBucketInventoryConfiguration", "DELETE /bucket?inventory"),
    DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", "DELETE /bucket?lifecycle", Admitted.NOTHING),
    DELETE_BUCKET_METADATA_CONFIGURATION("DeleteBucketMetadataConfiguration", "DELETE /bucket?metadataConfiguration"),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION(
            "DeleteBucketMetadataTableConfiguration", "DELETE /bucket?metadataTable"),
    DELETE_BUCKET_METRICS_CONFIGURATION("DeleteBucketMetricsConfiguration", "DELETE /bucket?metrics"),
    DELETE_BUCKET_OWNERSHIP_CONTROLS(
            "DeleteBucketOwnershipControls", "DELETE /bucket?ownershipControls", Admitted.NOTHING),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", "DELETE /bucket?policy", Admitted.NOTHING),
    DELETE_BUCKET_REPLICATION("DeleteBucketReplication", "DELETE /bucket?replication"),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", "DELETE /bucket?website"),
    DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock", "DELETE /bucket?publicAccessBlock", Admitted.NOTHING),
    GET_BUCKET_ABAC("GetBucketAbac", "GET /bucket?abac"),
    GET_BUCKET_ACCELERATE_CONFIGURATION("GetBucketAccelerateConfiguration", "GET /bucket?accelerate", Admitted.NOTHING),
    GET_BUCKET_ACL("GetBucketAcl", "GET /bucket?acl", Admitted.NOTHING),
    GET_BUCKET_ANALYTICS_CONFIGURATION("GetBucketAnalyticsConfiguration", "GET /bucket?analytics&id", Admitted.NOTHING),
    GET_BUCKET_CORS("GetBucketCors", "GET /bucket?cors", Admitted.NOTHING),
    GET_BUCKET_ENCRYPTION("GetBucketEncryption", "GET /bucket?encryption", Admitted.NOTHING),
    GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "GetBucketIntelligentTieringConfiguration", "GET /bucket?intelligent-tiering&id", Admitted.NOTHING),
    GET_BUCKET_INVENTORY_CONFIGURATION("GetBucketInventoryConfiguration", "GET /bucket?inventory&id", Admitted.NOTHING),
    GET_BUCKET_LIFECYCLE_CONFIGURATION("GetBucketLifecycleConfiguration", "GET /bucket?lifecycle", Admitted.NOTHING),
    GET_BUCKET_LOGGING("GetBucketLogging", "GET /bucket?logging", Admitted.NOTHING),
    GET_BUCKET_METADATA_CONFIGURATION("GetBucketMetadataConfiguration", "GET /bucket?metadataConfiguration"),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", "GET /bucket?metadataTable"),
    GET_BUCKET_METRICS_CONFIGURATION("GetBucketMetricsConfiguration", "GET /bucket?metrics&id", Admitted.NOTHING),
    GET_BUCKET_NOTIFICATION_CONFIGURATION(
            "GetBucketNotificationConfiguration", "GET /bucket?notification", Admitted.NOTHING),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", "GET /bucket?ownershipControls", Admitted.NOTHING),
    GET_BUCKET_POLICY("GetBucketPolicy", "GET /bucket?policy", Admitted.NOTHING),
    GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", "GET /bucket?policyStatus", Admitted.NOTHING),
    GET_BUCKET_REPLICATION("GetBucketReplication", "GET /bucket?replication", Admitted.NOTHING),
    GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", "GET /bucket?requestPayment", Admitted.NOTHING),
    GET_BUCKET_WEBSITE("GetBucketWebsite", "GET /bucket?website", Admitted.NOTHING),
    GET_OBJECT_ACL("GetObjectAcl", "GET /bucket/key?acl", Admitted.of("versionId")),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", "GET /bucket/key?legal-hold", Admitted.of("versionId")),
    GET_OBJECT_LOCK_CONFIGURATION("GetObjectLockConfiguration", "GET /bucket?object-lock", Admitted.NOTHING),
    GET_OBJECT_RETENTION("GetObjectRetention", "GET /bucket/key?retention", Admitted.of("versionId")),
    GET_OBJECT_TORRENT("GetObjectTorrent", "GET /bucket/key?torrent"),
    GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", "GET /bucket?publicAccessBlock", Admitted.NOTHING),
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS(
            "ListBucketAnalyticsConfigurations", "GET /bucket?analytics", Admitted.of("continuation-token")),
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(
            "ListBucketIntelligentTieringConfigurations",
            "GET /bucket?intelligent-tiering",
            Admitted.of("continuation-token")),
    LIST_BUCKET_INVENTORY_CONFIGURATIONS(
            "ListBucketInventoryConfigurations", "GET /bucket?inventory", Admitted.of("continuation-token")),
    LIST_BUCKET_METRICS_CONFIGURATIONS(
            "ListBucketMetricsConfigurations", "GET /bucket?metrics", Admitted.of("continuation-token")),
    POST_OBJECT("PostObject", "POST /bucket", Admitted.NOTHING),
    PREFLIGHT_OBJECT("PreflightObject", "OPTIONS /bucket/key", Admitted.ANYTHING),
    PREFLIGHT_BUCKET("PreflightBucket", "OPTIONS /bucket", Admitted.ANYTHING),
    PUT_BUCKET_ABAC("PutBucketAbac", "PUT /bucket?abac"),
    PUT_BUCKET_ACCELERATE_CONFIGURATION(
            "PutBucketAccelerateConfiguration", "PUT /bucket?accelerate", Admitted.NOTHING.withBody()),
    PUT_BUCKET_ACL(
            "PutBucketAcl",
            "PUT /bucket?acl",
            Admitted.of("", "x-amz-acl", "x-amz-grant-*").withBody()),
    PUT_BUCKET_ANALYTICS_CONFIGURATION("PutBucketAnalyticsConfiguration", "PUT /bucket?analytics"),
    PUT_BUCKET_CORS("PutBucketCors", "PUT /bucket?cors", Admitted.NOTHING.withBody()),
    PUT_BUCKET_ENCRYPTION("PutBucketEncryption", "PUT /bucket?encryption", Admitted.NOTHING.withBody()),
    PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "PutBucketIntelligentTieringConfiguration", "PUT /bucket?intelligent-tiering"),
    PUT_BUCKET_INVENTORY_CONFIGURATION("PutBucketInventoryConfiguration", "PUT /bucket?inventory"),
    PUT_BUCKET_LIFECYCLE_CONFIGURATION(
            "PutBucketLifecycleConfiguration",
            "PUT /bucket?lifecycle",
            Admitted.of("", "x-amz-transition-default-minimum-object-size").withBody()),
    PUT_BUCKET_LOGGING("PutBucketLogging", "PUT /bucket?logging"),
    PUT_BUCKET_METRICS_CONFIGURATION("PutBucketMetricsConfiguration", "PUT /bucket?metrics"),
    PUT_BUCKET_NOTIFICATION_CONFIGURATION("PutBucketNotificationConfiguration", "PUT /bucket?notification"),
    PUT_BUCKET_OWNERSHIP_CONTROLS(
            "PutBucketOwnershipControls", "PUT /bucket?ownershipControls", Admitted.NOTHING.withBody()),
    PUT_BUCKET_POLICY(
            "PutBucketPolicy",
            "PUT /bucket?policy",
            Admitted.of("", "x-amz-confirm-remove-self-bucket-access").withBody()),
    PUT_BUCKET_REPLICATION("PutBucketReplication", "PUT /bucket?replication"),
    PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", "PUT /bucket?requestPayment", Admitted.NOTHING.withBody()),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", "PUT /bucket?website"),
    PUT_OBJECT_ACL(
            "PutObjectAcl",
            "PUT /bucket/key?acl",
            Admitted.of("versionId", "x-amz-acl", "x-amz-grant-*").withBody()),
    PUT_OBJECT_LEGAL_HOLD(
            "PutObjectLegalHold",
            "PUT /bucket/key?legal-hold",
            Admitted.of("versionId").withBody()),
    PUT_OBJECT_LOCK_CONFIGURATION(
            "PutObjectLockConfiguration",
            "PUT /bucket?object-lock",
            Admitted.of("", "x-amz-bucket-object-lock-token").withBody()),
    PUT_OBJECT_RETENTION(
            "PutObjectRetention",
            "PUT /bucket/key?retention",
            Admitted.of("versionId", "x-amz-bypass-governance-retention").withBody()),
    PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", "PUT /bucket?publicAccessBlock", Admitted.NOTHING.withBody()),
    RENAME_OBJECT("RenameObject", "PUT /bucket/key?renameObject", Admitted.renaming()),
    RESTORE_OBJECT("RestoreObject", "POST /bucket/key?restore"),
    SELECT_OBJECT_CONTENT("SelectObjectContent", "POST /bucket/key?select&select-type"),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
            "UpdateBucketMetadataInventoryTableConfiguration", "PUT /bucket?metadataInventoryTable"),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
            "UpdateBucketMetadataJournalTableConfiguration", "PUT /bucket?metadataJournalTable"),
    UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", "PUT /bucket/key?encryption"),
    WRITE_GET_OBJECT_RESPONSE("WriteGetObjectResponse", "POST /bucket x-amz-request-route");

    private final String wireName;
    private final RequestPattern pattern;
    private final Admitted admitted;
    private final boolean supported;

    Operation(String wireName, String request) {
        this(wireName, request, Admitted.NOTHING, false);
    }

    Operation(String wireName, String request, Admitted admitted) {
        this(wireName, request, admitted, true);
    }

    Operation(String wireName, String request, Admitted admitted, boolean supported) {
        this.wireName = wireName;
        this.pattern = RequestPattern.parse(request);
        this.admitted = admitted;
        this.supported = supported;
    }

    /** The name that S3 has for it. */
    public String wireName() {
        return wireName;
    }

    /** Whether it is answered with more than {@code NotImplemented}. */
    public boolean supported() {
        return supported;
    }

    /** What policies call it; empty if they have no name for it, and it is for the bucket's owner alone. */
    Optional<Action> action() {
        return Actions.of(this);
    }

    /** The request that means it, as the S3 API reference writes it. */
    public String request() {
        return pattern.text();
    }

    /**
     * The operation that a request means: of those whose demands it meets, the one that demands most. Empty if S3 has none of
     * that method there.
     */
    public static Optional<Operation> meant(
            String method, ObjectAddress address, QueryParameters query, HttpHeaders headers) {
        for (Operation operation :
                Table.BY_METHOD_AND_TARGET.getOrDefault(method + RequestPattern.target(address), List.of())) {
            if (operation.pattern.matches(query, headers)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** Whether a query parameter of that name may stand in its request. */
    public boolean understandsParameter(String name) {
        return pattern.hasParameter(name) || admitted.hasParameter(name);
    }

    /** Whether a header of that name may stand in its request: it is understood, or changes nothing. */
    public boolean understandsHeader(String name) {
        return pattern.hasHeader(name) || admitted.hasHeader(name, writes());
    }

    /** Whether it may change something. */
    boolean writes() {
        return !pattern.method().equals("GET") && !pattern.method().equals("HEAD");
    }

    /** What its request may have besides. */
    Admitted admitted() {
        return admitted;
    }

    /** All operations, sorted for {@link #meant}. */
    private static final class Table {
        private static final Map<String, List<Operation>> BY_METHOD_AND_TARGET = Arrays.stream(values())
                .sorted(Comparator.comparingInt((Operation operation) -> -operation.pattern.weight()))
                .collect(Collectors.groupingBy(
                        operation -> operation.pattern.method() + operation.pattern.target(), Collectors.toList()));
    }
}
