package io.slime.gateway.cluster;

import java.util.UUID;

/**
 * A store that may take new chunks.
 *
 * @param store its identity
 * @param domain its failure domain
 * @param free bytes that it may take, ≥ 0
 */
record Candidate(UUID store, String domain, long free) {}
