package io.slime.metadata.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A store that the cluster knows.
 *
 * @param uuid its identity
 * @param url the chunk server that it was last found at
 * @param name {@code host:/directory}
 * @param domain its failure domain
 * @param state the operator's decision
 * @param added when it was first found
 * @param report what a gateway last saw of it, if one ever did
 */
public record StoreRow(
        UUID uuid,
        String url,
        String name,
        String domain,
        StoreState state,
        Instant added,
        Optional<StoreReport> report) {}
