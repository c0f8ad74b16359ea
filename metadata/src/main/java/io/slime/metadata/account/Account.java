package io.slime.metadata.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A user, which is an account as S3 knows it.
 *
 * @param id the canonical id, 64 hexadecimal digits
 * @param name its unique name
 * @param displayName what S3 answers call it
 * @param email its address, if it has one
 * @param admin whether it may administer the cluster
 * @param created when, in database time
 */
public record Account(
        String id, String name, String displayName, Optional<String> email, boolean admin, Instant created) {}
