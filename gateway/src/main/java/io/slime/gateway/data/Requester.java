package io.slime.gateway.data;

import java.util.Optional;

/**
 * On whose behalf a request is served.
 *
 * @param userId canonical id
 * @param name for the access log
 * @param admin whether everything is allowed
 * @param bodySha256 SHA-256 that the body must have, where a signature says so
 */
record Requester(String userId, String name, boolean admin, Optional<String> bodySha256) {}
