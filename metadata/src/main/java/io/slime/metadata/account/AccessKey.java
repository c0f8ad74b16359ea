package io.slime.metadata.account;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key.
 *
 * @param id the access key id
 * @param account the canonical id of its account
 * @param secret its secret, sealed
 * @param enabled whether it opens anything
 * @param created when, in database time
 * @param expires when it stops working, if ever
 * @param note what it is for
 * @param policy what it may do at most, as a policy's text; empty if all that its account may
 * @param rate how fast it is served
 */
public record AccessKey(
        String id,
        String account,
        SealedSecret secret,
        boolean enabled,
        Instant created,
        Optional<Instant> expires,
        Optional<String> note,
        Optional<String> policy,
        Rate rate) {}
