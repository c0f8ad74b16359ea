package io.slime.gateway.data;

import io.slime.gateway.account.AccessKey;
import java.util.Optional;

/**
 * On whose behalf a request is served.
 *
 * @param userId canonical id
 * @param name for the access log
 * @param admin whether everything is allowed
 * @param bodySha256 SHA-256 that the body must have, where a signature says so
 * @param key by which key, if by one
 */
record Requester(String userId, String name, boolean admin, Optional<String> bodySha256, Optional<AccessKey> key) {}
