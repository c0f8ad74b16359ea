package io.slime.gateway.live;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.metadata.Metadata;
import java.util.function.LongSupplier;

/**
 * What {@link Live} looks at.
 *
 * @param cluster the stores as this gateway sees them
 * @param stores has them looked up in the database again
 * @param metadata events, tasks and counters
 * @param requests the number of the last request that this gateway served
 */
public record Surroundings(Cluster cluster, StoreAdministration stores, Metadata metadata, LongSupplier requests) {}
