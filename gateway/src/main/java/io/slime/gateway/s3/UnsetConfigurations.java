package io.slime.gateway.s3;

import io.slime.gateway.s3.bucket.GetUnset;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Operation;
import io.slime.gateway.s3.operation.S3Operation;
import java.util.List;
import java.util.Map;

/**
 * The reads of configurations that no bucket has here. Tools read them all to show or compare a bucket, and take "not
 * implemented" for a failure.
 */
final class UnsetConfigurations {
    private static final List<Operation> BY_ID = List.of(
            Operation.GET_BUCKET_ANALYTICS_CONFIGURATION,
            Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
            Operation.GET_BUCKET_INVENTORY_CONFIGURATION,
            Operation.GET_BUCKET_METRICS_CONFIGURATION);

    private UnsetConfigurations() {}

    static void add(Map<Operation, S3Operation> all, BucketAccess access) {
        all.put(Operation.GET_BUCKET_LOGGING, GetUnset.document(access, "BucketLoggingStatus"));
        all.put(
                Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                GetUnset.document(access, "NotificationConfiguration"));
        all.put(Operation.GET_BUCKET_WEBSITE, GetUnset.missing(access, S3Error.NO_SUCH_WEBSITE_CONFIGURATION));
        all.put(
                Operation.GET_BUCKET_REPLICATION,
                GetUnset.missing(access, S3Error.REPLICATION_CONFIGURATION_NOT_FOUND_ERROR));
        BY_ID.forEach(operation -> all.put(operation, GetUnset.missing(access, S3Error.NO_SUCH_CONFIGURATION)));
        all.put(
                Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS,
                GetUnset.page(access, "ListBucketAnalyticsConfigurationResult"));
        all.put(
                Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
                GetUnset.page(access, "ListBucketIntelligentTieringConfigurationsOutput"));
        all.put(
                Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS,
                GetUnset.page(access, "ListInventoryConfigurationsResult"));
        all.put(Operation.LIST_BUCKET_METRICS_CONFIGURATIONS, GetUnset.page(access, "ListMetricsConfigurationsResult"));
    }
}
