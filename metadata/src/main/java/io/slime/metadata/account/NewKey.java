package io.slime.metadata.account;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key to be made, enabled.
 *
 * @param id the access key id
 * @param secret its secret, sealed
 * @param expires when it stops working, if ever
 * @param note what it is for
 * @param policy what it may do at most, as a policy's text; empty for all that its account may
 */
public record NewKey(
        String id, SealedSecret secret, Optional<Instant> expires, Optional<String> note, Optional<String> policy) {
    /** One that may do all that its account may. */
    public NewKey(String id, SealedSecret secret, Optional<Instant> expires, Optional<String> note) {
        this(id, secret, expires, note, Optional.empty());
    }
}
