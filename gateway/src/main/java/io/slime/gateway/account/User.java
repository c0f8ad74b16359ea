package io.slime.gateway.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A user, who is an account of its own as S3 knows it.
 *
 * @param id canonical id, 64 lower-case hexadecimal digits
 * @param name unique name
 * @param displayName what answers show as DisplayName
 * @param email unique address, where one is known
 * @param admin whether the user's keys hold the admin right
 * @param created when it was created
 */
public record User(
        String id, String name, String displayName, Optional<String> email, boolean admin, Instant created) {}
