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
 */
public record NewKey(String id, SealedSecret secret, Optional<Instant> expires, Optional<String> note) {}
