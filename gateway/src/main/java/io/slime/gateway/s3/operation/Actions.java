package io.slime.gateway.s3.operation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The action that each operation asks for (S3 User Guide, "Required permissions for Amazon S3 API operations"). What stands
 * here is asked for even where the operation is not supported yet. An operation that does not stand here is for the owner of
 * the bucket alone.
 */
final class Actions {
    private static final Map<Operation, Action> ALL = new EnumMap<>(Operation.class);

    private Actions() {}

    static {
        buckets();
        bucketSettings();
        rareBucketSettings();
        objects();
        uploads();
    }

    /** The action of an operation; empty if it has none. */
    static Optional<Action> of(Operation operation) {
        return Optional.ofNullable(ALL.get(operation));
    }

    private static void put(String action, Operation... operations) {
        for (Operation operation : operations) {
            ALL.put(operation, Action.of(action));
        }
    }

    private static void version(String action, String ofVersion, Operation... operations) {
        for (Operation operation : operations) {
            ALL.put(operation, Action.of(action, ofVersion));
        }
    }

    private static void buckets() {
        put("ListAllMyBuckets", Operation.LIST_BUCKETS);
        put("CreateBucket", Operation.CREATE_BUCKET);
        put("DeleteBucket", Operation.DELETE_BUCKET);
        put("ListBucket", Operation.HEAD_BUCKET, Operation.LIST_OBJECTS, Operation.LIST_OBJECTS_V2);
        put("ListBucketVersions", Operation.LIST_OBJECT_VERSIONS);
        put("ListBucketMultipartUploads", Operation.LIST_MULTIPART_UPLOADS);
        put("GetBucketLocation", Operation.GET_BUCKET_LOCATION);
    }

    private static void bucketSettings() {
        put("GetBucketVersioning", Operation.GET_BUCKET_VERSIONING);
        put("PutBucketVersioning", Operation.PUT_BUCKET_VERSIONING);
        put("GetBucketTagging", Operation.GET_BUCKET_TAGGING);
        put("PutBucketTagging", Operation.PUT_BUCKET_TAGGING, Operation.DELETE_BUCKET_TAGGING);
        put("GetBucketPolicy", Operation.GET_BUCKET_POLICY);
        put("PutBucketPolicy", Operation.PUT_BUCKET_POLICY);
        put("DeleteBucketPolicy", Operation.DELETE_BUCKET_POLICY);
        put("GetBucketPolicyStatus", Operation.GET_BUCKET_POLICY_STATUS);
        put("GetBucketPublicAccessBlock", Operation.GET_PUBLIC_ACCESS_BLOCK);
        put("PutBucketPublicAccessBlock", Operation.PUT_PUBLIC_ACCESS_BLOCK, Operation.DELETE_PUBLIC_ACCESS_BLOCK);
        put("GetBucketOwnershipControls", Operation.GET_BUCKET_OWNERSHIP_CONTROLS);
        put(
                "PutBucketOwnershipControls",
                Operation.PUT_BUCKET_OWNERSHIP_CONTROLS,
                Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS);
        put("GetBucketAcl", Operation.GET_BUCKET_ACL);
        put("PutBucketAcl", Operation.PUT_BUCKET_ACL);
        put("GetBucketCORS", Operation.GET_BUCKET_CORS);
        put("PutBucketCORS", Operation.PUT_BUCKET_CORS, Operation.DELETE_BUCKET_CORS);
        put("GetEncryptionConfiguration", Operation.GET_BUCKET_ENCRYPTION);
        put("PutEncryptionConfiguration", Operation.PUT_BUCKET_ENCRYPTION, Operation.DELETE_BUCKET_ENCRYPTION);
        put("GetLifecycleConfiguration", Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION);
        put(
                "PutLifecycleConfiguration",
                Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION,
                Operation.DELETE_BUCKET_LIFECYCLE);
        put("GetBucketObjectLockConfiguration", Operation.GET_OBJECT_LOCK_CONFIGURATION);
        put("PutBucketObjectLockConfiguration", Operation.PUT_OBJECT_LOCK_CONFIGURATION);
    }

    private static void rareBucketSettings() {
        put("GetAccelerateConfiguration", Operation.GET_BUCKET_ACCELERATE_CONFIGURATION);
        put("PutAccelerateConfiguration", Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION);
        put("GetBucketRequestPayment", Operation.GET_BUCKET_REQUEST_PAYMENT);
        put("PutBucketRequestPayment", Operation.PUT_BUCKET_REQUEST_PAYMENT);
        put("GetBucketLogging", Operation.GET_BUCKET_LOGGING);
        put("PutBucketLogging", Operation.PUT_BUCKET_LOGGING);
        put("GetBucketNotification", Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION);
        put("PutBucketNotification", Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION);
        put("GetBucketWebsite", Operation.GET_BUCKET_WEBSITE);
        put("PutBucketWebsite", Operation.PUT_BUCKET_WEBSITE);
        put("DeleteBucketWebsite", Operation.DELETE_BUCKET_WEBSITE);
        put("GetReplicationConfiguration", Operation.GET_BUCKET_REPLICATION);
        put("PutReplicationConfiguration", Operation.PUT_BUCKET_REPLICATION, Operation.DELETE_BUCKET_REPLICATION);
        configurationsById();
    }

    private static void configurationsById() {
        put(
                "GetIntelligentTieringConfiguration",
                Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS);
        put(
                "PutIntelligentTieringConfiguration",
                Operation.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION);
        put(
                "GetInventoryConfiguration",
                Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
                Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS);
        put(
                "PutInventoryConfiguration",
                Operation.PUT_BUCKET_INVENTORY_CONFIGURATION,
                Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION);
        put(
                "GetMetricsConfiguration",
                Operation.GET_BUCKET_METRICS_CONFIGURATION,
                Operation.LIST_BUCKET_METRICS_CONFIGURATIONS);
        put(
                "PutMetricsConfiguration",
                Operation.PUT_BUCKET_METRICS_CONFIGURATION,
                Operation.DELETE_BUCKET_METRICS_CONFIGURATION);
        put(
                "GetAnalyticsConfiguration",
                Operation.GET_BUCKET_ANALYTICS_CONFIGURATION,
                Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS);
        put(
                "PutAnalyticsConfiguration",
                Operation.PUT_BUCKET_ANALYTICS_CONFIGURATION,
                Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION);
    }

    private static void objects() {
        version(
                "GetObject",
                "GetObjectVersion",
                Operation.GET_OBJECT,
                Operation.HEAD_OBJECT,
                Operation.SELECT_OBJECT_CONTENT);
        version("GetObjectAttributes", "GetObjectVersionAttributes", Operation.GET_OBJECT_ATTRIBUTES);
        version("GetObjectTorrent", "GetObjectVersionTorrent", Operation.GET_OBJECT_TORRENT);
        put("PutObject", Operation.PUT_OBJECT, Operation.COPY_OBJECT, Operation.POST_OBJECT, Operation.RENAME_OBJECT);
        version("DeleteObject", "DeleteObjectVersion", Operation.DELETE_OBJECT, Operation.DELETE_OBJECTS);
        version("GetObjectTagging", "GetObjectVersionTagging", Operation.GET_OBJECT_TAGGING);
        version("PutObjectTagging", "PutObjectVersionTagging", Operation.PUT_OBJECT_TAGGING);
        version("DeleteObjectTagging", "DeleteObjectVersionTagging", Operation.DELETE_OBJECT_TAGGING);
        version("GetObjectAcl", "GetObjectVersionAcl", Operation.GET_OBJECT_ACL);
        version("PutObjectAcl", "PutObjectVersionAcl", Operation.PUT_OBJECT_ACL);
        put("GetObjectRetention", Operation.GET_OBJECT_RETENTION);
        put("PutObjectRetention", Operation.PUT_OBJECT_RETENTION);
        put("GetObjectLegalHold", Operation.GET_OBJECT_LEGAL_HOLD);
        put("PutObjectLegalHold", Operation.PUT_OBJECT_LEGAL_HOLD);
        put("RestoreObject", Operation.RESTORE_OBJECT);
    }

    private static void uploads() {
        put(
                "PutObject",
                Operation.CREATE_MULTIPART_UPLOAD,
                Operation.UPLOAD_PART,
                Operation.UPLOAD_PART_COPY,
                Operation.COMPLETE_MULTIPART_UPLOAD);
        put("AbortMultipartUpload", Operation.ABORT_MULTIPART_UPLOAD);
        put("ListMultipartUploadParts", Operation.LIST_PARTS);
    }
}
