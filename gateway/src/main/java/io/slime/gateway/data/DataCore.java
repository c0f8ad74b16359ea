package io.slime.gateway.data;

import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.object.Objects;
import java.util.UUID;

/**
 * What the native API is served from.
 *
 * @param cluster the id of the cluster
 * @param objects the objects
 * @param buckets the buckets, asked for their owners
 * @param stores the stores and the redundancy
 */
public record DataCore(UUID cluster, Objects objects, Buckets buckets, StoreAdministration stores) {}
